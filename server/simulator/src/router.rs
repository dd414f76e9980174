//! Which address is answered by whom.

use crate::world::World;
use crate::{control, graph, gupshup, phone, telegram};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use std::sync::Arc;

/// Everything a request's state is: the world.
pub(crate) type Shared = Arc<World>;

/// The largest request: WhatsApp's largest document.
const LARGEST: usize = 101 * 1024 * 1024;

/// The whole simulator.
pub(crate) fn router(world: Shared) -> Router {
    Router::new()
        .merge(graph::routes())
        .merge(gupshup::routes())
        .merge(telegram::routes())
        .merge(control::routes())
        .merge(phone::routes())
        .layer(DefaultBodyLimit::max(LARGEST))
        .with_state(world)
}
