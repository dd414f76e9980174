//! What handlers ask of a request. Every refusal is a `Problem` that names the field.

mod agent;
mod integrator;
mod json;
mod number;
mod query;
mod session_id;
mod visitor;

pub use agent::Agent;
pub use integrator::Integrator;
pub use json::{Json, read_json};
pub use number::number;
pub use query::Query;
pub use session_id::SessionId;
pub(crate) use visitor::VISITOR;
pub(crate) use visitor::token_of;
pub use visitor::{Site, Visitor, bearer, is_token};
