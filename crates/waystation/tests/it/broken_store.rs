//! A store that has failed: what clients see then.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Body;
use http::Request;
use http_body_util::BodyExt as _;
use jiff::{SignedDuration, Timestamp};
use waystation::key::ServerKey;
use waystation::ticket::Ticket;
use waystation::{App, Clock, Server};
use waystation_store::{
    Access, Account, AccountName, Actor, Answer, ApiClient, ApiKey, AuditFilter, AuditPiece, Beginning,
    ChangeUserError, CreateUserError, Deactivated, FoundUser, Id, Mail, NewPassword, NewUser, Note, RemoveUserError,
    RollKeysError, Seed, Seeded, Session, SessionHash, SettingEdit, SignedIn, Store, StoreError, StoredSetting, User,
    UserEdit, UserFilter, UserSearch, UserSums,
};

/// Refuses everything, as a database does whose disk is gone; or panics, as a mistake in the code does.
struct Broken {
    panics: bool,
}

impl Broken {
    fn broken<'a, T: Send + 'a, E: From<StoreError> + Send + 'a>(&self) -> Answer<'a, T, E> {
        if self.panics {
            return Box::pin(async { panic!("at /secret/path") });
        }
        let source = "the disk at /secret/path is gone".into();
        Box::pin(std::future::ready(Err(StoreError::Database { doing: "reading", source }.into())))
    }
}

impl Store for Broken {
    fn create_user(&self, _: NewUser, _: Option<Mail>, _: Actor) -> Answer<'_, (), CreateUserError> {
        self.broken()
    }
    fn user(&self, _: Id) -> Answer<'_, Option<User>> {
        self.broken()
    }
    fn users(&self, _: UserFilter) -> Answer<'_, Vec<User>> {
        self.broken()
    }
    fn find_users(&self, _: UserSearch) -> Answer<'_, Vec<FoundUser>> {
        self.broken()
    }
    fn count_users(&self, _: UserSearch) -> Answer<'_, u64> {
        self.broken()
    }
    fn sum_users(&self) -> Answer<'_, UserSums> {
        self.broken()
    }
    fn account(&self, _: AccountName) -> Answer<'_, Option<Account>> {
        self.broken()
    }
    fn change_user(&self, _: Id, _: UserEdit, _: Actor) -> Answer<'_, User, ChangeUserError> {
        self.broken()
    }
    fn remove_user(&self, _: Id, _: Actor) -> Answer<'_, (), RemoveUserError> {
        self.broken()
    }
    fn deactivate_user(&self, _: Id, _: Actor) -> Answer<'_, Deactivated, ChangeUserError> {
        self.broken()
    }
    fn set_password(&self, _: Id, _: NewPassword, _: Actor) -> Answer<'_, (), ChangeUserError> {
        self.broken()
    }
    fn roll_keys(&self, _: Id, _: ApiKey, _: Actor) -> Answer<'_, (), RollKeysError> {
        self.broken()
    }
    fn access(&self, _: Id) -> Answer<'_, Option<Access>> {
        self.broken()
    }
    fn api_client(&self, _: String) -> Answer<'_, Option<ApiClient>> {
        self.broken()
    }
    fn note_token(&self, _: Id, _: Timestamp) -> Answer<'_, ()> {
        self.broken()
    }
    fn begin_session(&self, _: Session, _: Beginning, _: Timestamp) -> Answer<'_, ()> {
        self.broken()
    }
    fn session(&self, _: SessionHash) -> Answer<'_, Option<SignedIn>> {
        self.broken()
    }
    fn sessions(&self, _: Id) -> Answer<'_, Vec<Session>> {
        self.broken()
    }
    fn note_session(&self, _: SessionHash, _: Timestamp) -> Answer<'_, ()> {
        self.broken()
    }
    fn end_session(&self, _: SessionHash, _: Actor) -> Answer<'_, ()> {
        self.broken()
    }
    fn end_sessions(&self, _: Id, _: Option<SessionHash>, _: Actor) -> Answer<'_, ()> {
        self.broken()
    }
    fn settings(&self) -> Answer<'_, Vec<StoredSetting>> {
        self.broken()
    }
    fn change_settings(&self, _: Vec<SettingEdit>, _: Actor) -> Answer<'_, ()> {
        self.broken()
    }
    fn note(&self, _: Note, _: Actor) -> Answer<'_, ()> {
        self.broken()
    }
    fn audit(&self, _: AuditFilter) -> Answer<'_, AuditPiece> {
        self.broken()
    }
    fn queue_mail(&self, _: Mail, _: Actor) -> Answer<'_, ()> {
        self.broken()
    }
    fn outbox(&self) -> Answer<'_, Vec<Mail>> {
        self.broken()
    }
    fn fact(&self, _: String) -> Answer<'_, Option<String>> {
        self.broken()
    }
    fn seed(&self, _: Seed) -> Answer<'_, Seeded> {
        self.broken()
    }
}

/// What clients see of a list of users and of a token.
fn answers(store: Broken) -> Vec<(u16, String, String)> {
    let key = ServerKey::from_bytes(&[1; 32]);
    let expires_at = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(1);
    let ticket = Ticket { user_id: Id::from_parts(1, [2; 5], 3), key_generation: 1, expires_at };
    let token = ticket.seal(&key).unwrap();
    let clock = Clock::from_fn(|| Timestamp::UNIX_EPOCH);
    let server = Server::new(Arc::new(store), key, clock, None).unwrap();
    let app = App::new(Arc::new(server), "localhost");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let call = Request::get("/webapi/v3/users").header("authorization", format!("Bearer {token}")).body(Body::empty());
    let form = "grant_type=client_credentials&client_id=a&client_secret=b";
    let proof = Request::post("/webapi/oauth2/token").body(Body::from(form));
    let mut answers = Vec::new();
    for mut request in [call.unwrap(), proof.unwrap(), Request::get("/healthz").body(Body::empty()).unwrap()] {
        request.headers_mut().insert("x-request-id", "abc".parse().unwrap());
        runtime.block_on(async {
            let response = app.answer(request, SocketAddr::from(([127, 0, 0, 1], 1))).await;
            let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
            let status = response.status().as_u16();
            let body = response.into_body().collect().await.unwrap().to_bytes();
            answers.push((status, String::from_utf8(body.to_vec()).unwrap(), id));
        });
    }
    answers
}

fn expected() -> Vec<(u16, String, String)> {
    let crash = (500, r#"{"message":"An error has occurred."}"#.to_owned(), "abc".to_owned());
    vec![crash.clone(), crash, (200, "ok".to_owned(), "abc".to_owned())]
}

#[test]
fn a_failure_of_the_store_is_500_without_a_word_of_the_cause() {
    assert_eq!(answers(Broken { panics: false }), expected());
}

#[test]
fn a_panic_is_500_without_a_word_of_the_cause_and_the_server_goes_on() {
    assert_eq!(answers(Broken { panics: true }), expected());
}
