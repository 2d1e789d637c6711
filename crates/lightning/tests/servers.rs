//! Both servers over real sockets: what each origin sends, and what it keeps from the other.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use axum::body::Body;
use axum::http::{Method, Request, Response, StatusCode};
use axum::routing::get;
use axum::{Json, Router};
use denwa_lightning::org::users::Organisation;
use denwa_lightning::state::{Lightning, Options};
use denwa_lightning::{host, panel};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;
use tower::ServiceExt;

/// A simulator on made-up ports over a panel of a few files.
struct Sim {
    state: Arc<Lightning>,
    dist: PathBuf,
}

impl Drop for Sim {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.dist);
    }
}

impl Sim {
    fn new(name: &str, sim_control: Option<String>) -> Self {
        let dist = std::env::temp_dir().join(format!("denwa-lightning-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&dist).unwrap();
        let files: [(&str, &[u8]); 4] = [
            ("index.html", b"<!DOCTYPE html><title>panel</title>"),
            ("panel-0123456789abcdef_bg.wasm", b"\0asm plain"),
            ("panel-0123456789abcdef_bg.wasm.br", b"brotli"),
            ("panel-0123456789abcdef_bg.wasm.gz", b"gzip"),
        ];
        for (name, content) in files {
            std::fs::write(dist.join(name), content).unwrap();
        }
        let options = Options {
            panel_dist: dist.clone(),
            event_server: "ws://127.0.0.1:3/telephony".into(),
            token_key: Some(b"a key that only this test knows.".to_vec()),
            sim_control,
            ..Options::default()
        };
        Self { state: Arc::new(Lightning::new(options, Organisation::SAMPLE, 1, 2).unwrap()), dist }
    }

    async fn panel(&self, path: &str, headers: &[(&str, &str)]) -> Response<Body> {
        panel::router(&self.state, &[1, 4]).oneshot(request(Method::GET, path, headers, None)).await.unwrap()
    }

    async fn host(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<Value>) -> Response<Body> {
        host::router(Arc::clone(&self.state)).oneshot(request(method, path, headers, body)).await.unwrap()
    }

    async fn get(&self, path: &str) -> Value {
        json_of(self.host(Method::GET, path, &[], None).await).await
    }

    async fn send(&self, method: Method, path: &str, body: Value) -> Value {
        json_of(self.host(method, path, &[], Some(body)).await).await
    }
}

fn request(method: Method, path: &str, headers: &[(&str, &str)], body: Option<Value>) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    match body {
        Some(body) => request.header("content-type", "application/json").body(Body::from(body.to_string())),
        None => request.body(Body::empty()),
    }
    .unwrap()
}

async fn text_of(response: Response<Body>) -> String {
    String::from_utf8(axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap()
}

async fn json_of(response: Response<Body>) -> Value {
    let text = text_of(response).await;
    if text.is_empty() { Value::Null } else { serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}: {text}")) }
}

fn header<'a>(response: &'a Response<Body>, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |v| v.to_str().unwrap())
}

#[tokio::test]
async fn the_panel_is_served_under_its_policy() {
    let sim = Sim::new("policy", None);
    let index = sim.panel("/?mode=Lightning", &[]).await;
    assert_eq!((index.status(), header(&index, "cache-control")), (StatusCode::OK, "no-store"));
    let policy = header(&index, "content-security-policy");
    for rule in [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "connect-src 'self' https: wss: ws://127.0.0.1:* ws://localhost:*",
        "media-src https:",
        "frame-ancestors http://127.0.0.1:1 http://localhost:1 http://127.0.0.1:4 http://localhost:4",
        "base-uri 'none'",
        "form-action 'none'",
    ] {
        assert!(policy.split("; ").any(|r| r == rule), "{rule} is not in {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    assert_eq!(sim.panel("/nonsense.js", &[]).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn hashed_files_are_kept_and_sent_as_small_as_the_client_takes_them() {
    let sim = Sim::new("hashed", None);
    for (accepts, encoding, content) in
        [("br, gzip", "br", "brotli"), ("gzip", "gzip", "gzip"), ("", "", "\0asm plain")]
    {
        let wasm = sim.panel("/panel-0123456789abcdef_bg.wasm", &[("accept-encoding", accepts)]).await;
        assert_eq!(header(&wasm, "content-type"), "application/wasm", "{accepts}");
        assert_eq!(header(&wasm, "content-encoding"), encoding);
        assert_eq!(header(&wasm, "cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(text_of(wasm).await, content);
    }
    let missing = sim.panel("/gone-0123456789abcdef.js", &[]).await;
    assert_eq!((missing.status(), header(&missing, "cache-control")), (StatusCode::NOT_FOUND, "no-store"));
}

#[tokio::test]
async fn the_client_library_comes_or_fails_as_told() {
    let sim = Sim::new("library", None);
    let path = "/support/api/66.0/lightning/opencti_min.js";
    let good = sim.panel(path, &[]).await;
    assert!(header(&good, "content-type").starts_with("text/javascript"));
    assert!(text_of(good).await.contains("sforce"));
    for wrong in [
        "/support/api/66/lightning/opencti_min.js",
        "/support/api/66.0/lightning/other.js",
        "/support/api/6x.0/lightning/opencti.js",
    ] {
        assert_eq!(sim.panel(wrong, &[]).await.status(), StatusCode::NOT_FOUND, "{wrong}");
    }

    let login = sim.panel(path, &[("referer", "http://127.0.0.1:2/?sim-library=login")]).await;
    assert_eq!((login.status(), header(&login, "x-content-type-options")), (StatusCode::OK, ""));
    assert!(header(&login, "content-type").starts_with("text/html"));

    sim.send(Method::PUT, "/org/library", json!({ "mode": "missing" })).await;
    assert_eq!(sim.panel(path, &[]).await.status(), StatusCode::NOT_FOUND);
    sim.send(Method::POST, "/org/reset", json!({})).await;
    assert_eq!(sim.panel(path, &[]).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn the_org_answers_its_own_page_only() {
    let sim = Sim::new("guard", None);
    for site in ["same-site", "cross-site"] {
        let refused = sim.host(Method::POST, "/org/apex", &[("sec-fetch-site", site)], Some(json!({}))).await;
        assert_eq!(refused.status(), StatusCode::FORBIDDEN, "{site}");
        let call = sim.host(Method::POST, "/exchange/calls", &[("sec-fetch-site", site)], Some(json!({}))).await;
        assert_eq!(call.status(), StatusCode::FORBIDDEN, "{site}");
    }
    let page =
        sim.host(Method::GET, "/lightning/r/Contact/003/view?lang=ja", &[("sec-fetch-site", "cross-site")], None).await;
    assert_eq!((page.status(), header(&page, "cache-control")), (StatusCode::OK, "no-store"));
    assert!(header(&page, "content-security-policy").contains("frame-ancestors 'none'"));
    for path in ["/page/package.json", "/page/js/none.js", "/page/../Cargo.toml"] {
        assert_eq!(sim.host(Method::GET, path, &[], None).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn session_settings_and_token() {
    let sim = Sim::new("session", None);
    let session = sim.get("/org/session?user=suzuki&lang=ja").await;
    assert_eq!(session["adapterUrl"], "http://127.0.0.1:2/?opencti=66.0");
    assert_eq!((session["user"]["extension"].as_str(), session["language"].as_str()), (Some("2002"), Some("ja")));
    assert_eq!((session["callCenter"]["width"].as_u64(), session["exchange"].as_bool()), (Some(400), Some(false)));
    assert_eq!(sim.get("/org/call-center").await["/denwa/eventServerUrl"], "ws://127.0.0.1:3/telephony");

    let call =
        json!({ "apexClass": "DenwaSoftphone", "methodName": "boot", "methodParams": "request=%7B%22v%22%3A1%7D" });
    let answer = sim.send(Method::POST, "/org/apex?user=suzuki&lang=ja", call).await;
    let reply: Value = serde_json::from_str(answer["runApex"].as_str().unwrap()).unwrap();
    assert_eq!((reply["token"]["login"].as_str(), reply["user"]["language"].as_str()), (Some("suzuki"), Some("ja")));
    let missing = json!({ "apexClass": "Nonsense", "methodName": "x" });
    let problem = sim.send(Method::POST, "/org/apex", missing).await;
    assert_eq!(problem["problem"]["description"], "Could not load Apex class: Nonsense.");
}

#[tokio::test]
async fn an_administrator_edits_the_call_centre_and_the_layout() {
    let sim = Sim::new("admin", None);
    sim.send(Method::PUT, "/org/call-center", json!({ "/denwa/eventServerUrl": "wss://other.example/t" })).await;
    assert_eq!(sim.get("/org/call-center").await["/denwa/eventServerUrl"], "wss://other.example/t");
    let wrong = sim.host(Method::PUT, "/org/call-center", &[], Some(json!({ "/denwa/nonsense": "x" }))).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);

    let mut layout = sim.get("/org/layout?lang=ja").await;
    assert_eq!(layout["Inbound"]["objects"]["Contact"][0], json!({ "displayName": "名前", "apiName": "Name" }));
    assert_eq!(layout["Outbound"]["screenPopSettings"], json!({}));
    layout["Inbound"]["screenPopSettings"]["NoMatch"] = json!({ "screenPopType": "DoNotPop" });
    sim.send(Method::PUT, "/org/layout", layout).await;
    let search = json!({ "searchParams": "0699990000", "callType": "inbound" });
    let found = sim.send(Method::POST, "/org/search-and-pop", search).await;
    assert_eq!((&found["pop"], &found["records"]), (&Value::Null, &json!({})));
}

#[tokio::test]
async fn settings_are_edited_by_hand_without_a_check() {
    let sim = Sim::new("settings", None);
    let edit = json!({
        "levels": {
            "organisation": { "Session_Minutes__c": -5, "Popup_Size__c": "huge" },
            "profile:agents": { "Copy_Number__c": true },
            "user:sato": { "Login__c": null, "Withheld_Name__c": "匿名" },
        },
        "lists": { "Denwa_Line__c": [{ "owner": "user:sato", "order": 2, "Number__c": 5 }, { "Linked__c": "perhaps" }] },
        "locks": { "Popup_Size__c": true },
    });
    sim.send(Method::PATCH, "/org/settings", edit).await;
    let call =
        json!({ "apexClass": "DenwaSoftphone", "methodName": "settings", "methodParams": "request=%7B%22v%22%3A1%7D" });
    let told = sim.send(Method::POST, "/org/apex?user=sato", call.clone()).await;
    let told: Value = serde_json::from_str(told["runApex"].as_str().unwrap()).unwrap();
    let levels = &told["settings"]["levels"];
    assert_eq!(levels[0]["values"], json!({ "Session_Minutes__c": -5, "Popup_Size__c": "huge" }));
    assert_eq!(levels[1]["values"], json!({ "Copy_Number__c": true }));
    assert_eq!(levels[2]["values"], json!({ "Withheld_Name__c": "匿名" }));
    let lists = told["settings"]["lists"].as_array().unwrap();
    assert_eq!((&lists[1]["values"], &lists[1]["level"]), (&json!({ "Number__c": 5 }), &json!("user")));
    assert_eq!((&lists[0]["values"], &lists[0]["level"]), (&json!({ "Linked__c": "perhaps" }), &json!("organisation")));
    assert_eq!(told["settings"]["locks"], json!({ "Popup_Size__c": true }));

    sim.send(
        Method::PATCH,
        "/org/settings",
        json!({ "levels": { "organisation": null }, "locks": { "Popup_Size__c": null } }),
    )
    .await;
    let stored = sim.get("/org/settings").await;
    assert_eq!((stored["rows"].get("00D5g0000008OrgEAE"), &stored["locks"]), (None, &json!({})));
    assert_eq!(stored["lists"].as_array().unwrap().len(), 2);
    let nobody = json!({ "levels": { "organisation": { "Login__c": "x" }, "user:nobody": {} } });
    let refused = sim.host(Method::PATCH, "/org/settings", &[], Some(nobody)).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(sim.get("/org/settings").await["rows"], stored["rows"], "all or nothing");
}

#[tokio::test]
async fn faults_travel_with_a_call() {
    let sim = Sim::new("faults", None);
    let asked = async |method: &str, faults: Value| {
        let call = json!({ "apexClass": "DenwaSoftphone", "methodName": method, "methodParams": "request=%7B%22v%22%3A1%7D", "faults": faults });
        let answer = sim.send(Method::POST, "/org/apex?user=sato", call).await;
        match answer["runApex"].as_str() {
            Some(text) => serde_json::from_str(text).unwrap(),
            None => answer["problem"]["description"].clone(),
        }
    };
    assert_eq!(asked("boot", json!({ "apexClass": "missing" })).await, "Could not load Apex class: DenwaSoftphone.");
    assert!(asked("boot", json!({ "apexClass": "refused" })).await.as_str().unwrap().contains("do not have access"));
    assert!(asked("boot", json!({ "apexClass": "throws" })).await.as_str().unwrap().contains("System."));
    assert_eq!(asked("boot", json!({ "permissionSet": false })).await["token"]["error"], "noPermission");
    assert_eq!(asked("boot", json!({ "packageVersion": "0.0.1" })).await["package"], "0.0.1");
    assert_eq!(asked("boot", json!({ "profileApi": false })).await["permissions"]["api"], false);
    assert_eq!(asked("boot", json!({ "sandbox": true })).await["organisation"]["sandbox"], true);
    assert_eq!(asked("agentToken", json!({ "signingKey": false })).await["error"], "noKey");
    assert_eq!(asked("agentToken", json!({ "loginMapped": false })).await["error"], "noLogin");
    assert_eq!(asked("health", json!({ "assigned": false })).await["callCentre"], Value::Null);
    let health = asked("health", json!({})).await;
    assert_eq!(health["callCentre"]["adapterUrl"], "http://127.0.0.1:2/?opencti=66.0", "where the panel really is");
    let late = asked("health", json!({ "orgClock": -3_600_000 })).await;
    let behind = health["now"].as_u64().unwrap() - late["now"].as_u64().unwrap();
    assert!((3_590_000..=3_600_000).contains(&behind), "{behind}");
}

#[tokio::test]
async fn a_log_fits_its_fields_and_is_written_once() {
    let sim = Sim::new("log", None);
    let asked = async |user: &str, request: Value| -> Value {
        let params: Vec<String> = request.to_string().bytes().map(|b| format!("%{b:02X}")).collect();
        let params = format!("request={}", params.concat());
        let call = json!({ "apexClass": "DenwaSoftphone", "methodName": "saveLog", "methodParams": params });
        let answer = sim.send(Method::POST, &format!("/org/apex?user={user}"), call).await;
        serde_json::from_str(answer["runApex"].as_str().unwrap()).unwrap()
    };
    let log = |fields: Value| json!({ "v": 1, "call": "c-1", "login": "sato", "request": "r-1", "object": "Task", "fields": fields });
    let words = "話".repeat(300);
    let fields = json!({
        "Subject": words, "CallObject": 17, "Denwa_Recording__c": format!("https://{words}"), "WhoId": "nobody",
        "TaskSubtype": "Call", "Denwa_Queue__c": "受付",
    });
    let first = asked("sato", log(fields)).await;
    assert_eq!((&first["created"], &first["ignored"]), (&json!(true), &json!(["Denwa_Recording__c", "WhoId"])));
    let id = first["id"].as_str().unwrap();
    let task = sim.get(&format!("/org/record/{id}")).await["fields"].clone();
    assert_eq!(task["Subject"].as_str().unwrap().chars().count(), 255);
    assert_eq!((&task["CallObject"], &task["Denwa_Queue__c"]), (&json!("17"), &json!("受付")));

    let again = asked("sato", log(json!({ "Subject": "同じ通話", "TaskSubtype": "Task" }))).await;
    assert_eq!(again, json!({ "v": 1, "id": id, "created": false }));
    let task = sim.get(&format!("/org/record/{id}")).await["fields"].clone();
    assert_eq!((&task["Subject"], &task["TaskSubtype"]), (&json!("同じ通話"), &json!("Call")));
    let colleague = asked("suzuki", log(json!({ "Subject": "同じ通話" }))).await;
    assert_eq!((&colleague["created"], colleague["id"] == *id), (&json!(true), false));

    // The org's own status takes the place of one that it does not have, and a field that Salesforce refuses by name is left out.
    let gone = json!({ "Status": "Nonsense", "WhatId": "0015g0000000zzz999" });
    let kept = asked("tanaka", log(gone)).await;
    assert_eq!((&kept["created"], &kept["ignored"]), (&json!(true), &json!(["WhatId"])), "{kept}");
    let task = sim.get(&format!("/org/record/{}", kept["id"].as_str().unwrap())).await["fields"].clone();
    assert_eq!(task["Status"], "Completed");
    let mut lead = log(json!({ "Title": "x" }));
    lead["object"] = "Lead".into();
    let refused = asked("ito", lead).await;
    assert_eq!((&refused["error"], refused["detail"].as_str().unwrap().is_empty()), (&json!("failed"), false));
    assert_eq!(sim.get("/org/list/Denwa_Call_Log__c").await.as_array().unwrap().len(), 3, "no row is left behind");
    sim.send(
        Method::PUT,
        "/org/access",
        json!({ "readOnly": { "ito": ["Task.Subject"] }, "hidden": { "tanaka": ["Task"] } }),
    )
    .await;
    assert_eq!(asked("ito", log(json!({ "Subject": "x" }))).await["ignored"], json!(["Subject"]));
    assert_eq!(asked("tanaka", log(json!({ "Subject": "x" }))).await["error"], "failed");
}

#[tokio::test]
async fn a_task_stands_in_the_list_and_on_the_timeline_until_the_reset() {
    let sim = Sim::new("task", None);
    let search = json!({ "searchParams": "0312345678", "callType": "inbound" });
    let found = sim.send(Method::POST, "/org/search-and-pop", search).await;
    let contact = found["records"].as_object().unwrap().keys().find(|k| k.starts_with("003")).unwrap().clone();
    let before = sim.get("/org/list/Task").await.as_array().unwrap().len();
    let saved = sim
        .send(Method::POST, "/org/save", json!({ "entityApiName": "Task", "WhoId": contact, "Subject": "通話" }))
        .await;
    let id = saved["id"].as_str().unwrap();
    assert_eq!(sim.get("/org/list/Task").await.as_array().unwrap().len(), before + 1);
    assert_eq!(sim.get(&format!("/org/record/{contact}")).await["timeline"][0]["id"], id);
    assert_eq!(sim.get("/org/list/Nonsense").await, Value::Null);
    assert_eq!(sim.get("/org/record/nonsense").await, Value::Null);

    let refused = sim.send(Method::POST, "/org/save", json!({ "entityApiName": "Task", "WhoId": 5 })).await;
    assert_eq!(refused["problem"]["details"][0]["statusCode"], "MALFORMED_ID");
    sim.send(Method::POST, "/org/reset", json!({})).await;
    assert_eq!(sim.get("/org/list/Task").await.as_array().unwrap().len(), before);
}

#[tokio::test]
async fn the_exchange_is_reached_through_the_host() {
    let pbx = Router::new().route(
        "/sim/calls",
        get(|| async { Json(json!([])) })
            .post(|Json(call): Json<Value>| async move { (StatusCode::CREATED, Json(json!({ "id": call["from"] }))) }),
    );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, pbx).await });

    let sim = Sim::new("exchange", Some(format!("http://{address}/")));
    assert_eq!(sim.get("/org/session").await["exchange"], true);
    let placed = sim.host(Method::POST, "/exchange/calls", &[], Some(json!({ "from": "0312345678" }))).await;
    assert_eq!(placed.status(), StatusCode::CREATED);
    assert_eq!(json_of(placed).await["id"], "0312345678");
    assert_eq!(sim.host(Method::GET, "/exchange/nonsense", &[], None).await.status(), StatusCode::NOT_FOUND);

    let nobody = Sim::new("nobody", Some("http://127.0.0.1:9".into()));
    assert_eq!(nobody.get("/org/session").await["exchange"], false);
    assert_eq!(nobody.host(Method::GET, "/exchange/calls", &[], None).await.status(), StatusCode::BAD_GATEWAY);
}
