//! Sign-in by password, for agents who use the panel outside Salesforce: `/sign-in` and `/renew` give the token with which
//! a panel signs in at the socket. Neither login nor password is kept or logged.

mod attempts;

use super::{App, client_address, listener::Connection, lock, origin_is_allowed};
use crate::{
    config::{Agent, Config, HashedPassword},
    token::issuer::{Issued, Issuer, Renewable, Subject},
};
use attempts::Attempts;
use axum::{
    Extension, Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use serde::Deserialize;
use serde_json::json;
use std::sync::{Arc, Mutex};
use tokio::sync::Semaphore;

/// The largest request, in bytes.
const MAX_REQUEST_BYTES: usize = 8 * 1024;

/// How many passwords are verified at once: each takes a processor and 19 MB for some ten milliseconds.
const MAX_AT_ONCE: usize = 2;

/// What sign-in by password needs; nothing of it is there if no agent has a password.
pub struct Passwords {
    issuer: Option<Issuer>,
    attempts: Mutex<Attempts>,
    permits: Arc<Semaphore>,
}

impl Passwords {
    /// Takes an issuer if any agent has a password.
    pub fn new(issuer: Option<Issuer>) -> Self {
        Self { issuer, attempts: Mutex::default(), permits: Arc::new(Semaphore::new(MAX_AT_ONCE)) }
    }
}

/// Returns an issuer of tokens if any agent has a password.
pub fn issuer(config: &Config) -> Option<Issuer> {
    config.agents.iter().any(|agent| agent.password.is_some()).then(|| Issuer::new(config.audience.first()))
}

#[derive(Deserialize)]
struct SignInRequest {
    login: String,
    password: String,
}

#[derive(Deserialize)]
struct RenewRequest {
    token: String,
}

/// Why a request is refused.
enum Refused {
    /// The page's origin is not allowed.
    ForeignOrigin,
    /// No agent has a password.
    NotOffered,
    /// The request is not JSON with the fields that are needed.
    Malformed,
    /// Login and password do not belong together.
    WrongPassword,
    /// The token is not one of this server's, or the password was given too long ago.
    SignInAgain,
    /// Too many wrong passwords; the number says how long to wait, in milliseconds.
    TooMany(u64),
    /// The server cannot verify or sign.
    Broken,
}

/// Returns the routes.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/sign-in", post(sign_in))
        .route("/renew", post(renew))
        .layer(DefaultBodyLimit::max(MAX_REQUEST_BYTES))
}

async fn sign_in(
    State(app): State<Arc<App>>,
    Extension(connection): Extension<Connection>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refused> {
    let issuer = issuer_for(&app, &headers)?;
    let SignInRequest { login, password } = serde_json::from_slice(&body).map_err(|_| Refused::Malformed)?;
    let address = client_address(&app.config, &headers, connection.peer);
    let now = app.clock.now();
    lock(&app.passwords.attempts).begin(&login, address, now.steady).map_err(Refused::TooMany)?;
    let subject = verify(&app, &login, password).await?;
    lock(&app.passwords.attempts).succeed(&login, address);
    Ok(answer(issuer.issue(&subject, now.wall, now.wall).ok_or(Refused::Broken)?, &subject))
}

async fn renew(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Result<Response, Refused> {
    let issuer = issuer_for(&app, &headers)?;
    let RenewRequest { token } = serde_json::from_slice(&body).map_err(|_| Refused::Malformed)?;
    let now = app.clock.now().wall;
    let Renewable { organisation, login, since } = issuer.read(&token, now).ok_or(Refused::SignInAgain)?;
    let mut subjects = app.config.agents.iter().filter_map(|agent| subject(&app.config, agent));
    let subject = subjects.find(|one| (&one.organisation, &one.login) == (&organisation, &login));
    let subject = subject.ok_or(Refused::SignInAgain)?;
    Ok(answer(issuer.issue(&subject, since, now).ok_or(Refused::SignInAgain)?, &subject))
}

fn issuer_for<'a>(app: &'a App, headers: &HeaderMap) -> Result<&'a Issuer, Refused> {
    if !origin_is_allowed(&app.config, headers) {
        app.refusal_log().count("foreignOrigin");
        return Err(Refused::ForeignOrigin);
    }
    app.passwords.issuer.as_ref().ok_or(Refused::NotOffered)
}

/// Returns the agent to whom login and password belong. A login that nobody has takes as long as a wrong password.
async fn verify(app: &Arc<App>, login: &str, password: String) -> Result<Subject, Refused> {
    let with_password = |agent: &&Agent| agent.password.is_some();
    let same = app.config.agents.iter().filter(with_password).filter(|agent| agent.login == login);
    let mut known: Vec<(HashedPassword, Option<Subject>)> =
        same.filter_map(|agent| Some((agent.password.clone()?, subject(&app.config, agent)))).collect();
    if known.is_empty() {
        let any = app.config.agents.iter().find_map(|agent| agent.password.clone());
        known.extend(any.map(|hash| (hash, None)));
    }
    let permit = app.passwords.permits.clone().acquire_owned().await.map_err(|_| Refused::Broken)?;
    let found = tokio::task::spawn_blocking(move || {
        // Kept by the work, which goes on if the client hangs up.
        let _permit = permit;
        known.into_iter().filter(|(hash, _)| hash.is_hash_of(&password)).find_map(|(_, subject)| subject)
    });
    found.await.map_err(|_| Refused::Broken)?.ok_or_else(|| {
        app.refusal_log().count("wrongPassword");
        Refused::WrongPassword
    })
}

/// Returns whom a token for an agent with a password is for.
fn subject(config: &Config, agent: &Agent) -> Option<Subject> {
    agent.password.as_ref()?;
    let organisation = agent.organisation.clone().or_else(|| Some(config.organisations.first()?.id.clone()))?;
    let (login, extension, is_supervisor) = (agent.login.clone(), agent.extension.clone(), agent.supervisor);
    Some(Subject { organisation, login, extension, is_supervisor })
}

fn answer(issued: Issued, subject: &Subject) -> Response {
    let Issued { token, expires_at } = issued;
    let Subject { organisation, login, .. } = subject;
    let body = json!({ "token": token, "expiresAt": expires_at, "organisation": organisation, "login": login });
    ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let (status, error) = match self {
            Self::ForeignOrigin => (StatusCode::FORBIDDEN, "foreignOrigin"),
            Self::NotOffered => (StatusCode::NOT_FOUND, "notOffered"),
            Self::Malformed => (StatusCode::BAD_REQUEST, "malformed"),
            Self::WrongPassword => (StatusCode::UNAUTHORIZED, "wrongPassword"),
            Self::SignInAgain => (StatusCode::UNAUTHORIZED, "signInAgain"),
            Self::TooMany(_) => (StatusCode::TOO_MANY_REQUESTS, "rateLimited"),
            Self::Broken => (StatusCode::INTERNAL_SERVER_ERROR, "broken"),
        };
        let mut response = (status, Json(json!({ "error": error }))).into_response();
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Self::TooMany(wait) = self {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.div_ceil(1000)));
        }
        response
    }
}
