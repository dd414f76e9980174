//! Signing in and out, and who is signed in.

use crate::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::agent::Me;

/// A sign-in that the page of a demo offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoSignIn {
    /// Full name.
    pub name: String,
    /// What they may do.
    pub role: String,
    /// Sign-in address.
    pub email: String,
    /// Password.
    pub password: String,
}

/// Signs in and opens `next`, or the inbox. A form without JavaScript is led back to itself when it fails, with the e-mail
/// kept and the reason as one word, so that nobody can make our page say something by a link.
#[server(prefix = "/api/fn", endpoint = "sign_in")]
pub async fn sign_in(email: String, password: String, #[server(default)] next: String) -> Result<(), AppError> {
    use crate::server;
    match server::desk().sign_in(&email, &password, &server::client_address()).await {
        Ok(signed_in) => {
            server::keep_session(&signed_in.token);
            server::go_to(server::local_path(&next));
            Ok(())
        }
        Err(problem) => {
            if server::is_plain_form() {
                server::go_to(&crate::pages::sign_in_url(&next, Some(&problem), &email));
            }
            Err(problem.into())
        }
    }
}

/// Ends the session.
#[server(prefix = "/api/fn", endpoint = "sign_out")]
pub async fn sign_out() -> Result<(), AppError> {
    use crate::server;
    if let Some(token) = server::session_token() {
        server::desk().sign_out(&token).await?;
    }
    server::forget_session();
    server::go_to("/sign-in");
    Ok(())
}

/// Who is signed in. Every page asks first, so here a session that is a day old also gets its fresh token.
#[server(prefix = "/api/fn", endpoint = "me")]
pub async fn current_user() -> Result<Me, AppError> {
    use crate::server::{desk, keep_session, session_token, zone};
    let desk = desk();
    let token = session_token().ok_or(types::Problem::SignedOut)?;
    if let Some(fresh) = desk.rotate(&token).await? {
        keep_session(&fresh);
    }
    // The old token stays good for a while: other questions of this page are on their way with it.
    Ok(desk.me(&desk.actor(&token).await?, &zone()).await?)
}

/// Keeps how pages look: `light`, `dark`, or anything else for what the system says.
#[server(prefix = "/api/fn", endpoint = "set_theme")]
pub async fn set_theme(theme: String) -> Result<(), AppError> {
    let theme = if theme == "light" || theme == "dark" { theme.as_str() } else { "system" };
    crate::server::keep_preference("theme", theme);
    Ok(())
}

/// The sign-ins of a demo; none in earnest.
#[server(prefix = "/api/fn", endpoint = "demo_sign_ins")]
pub async fn demo_sign_ins() -> Result<Vec<DemoSignIn>, AppError> {
    let offered = use_context::<crate::server::DemoSignIns>().unwrap_or_default();
    Ok(offered.0.into_iter().map(|(name, role, email, password)| DemoSignIn { name, role, email, password }).collect())
}
