//! Tokens signed with the key of a certificate, and the choice of the algorithm.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use denwa_protocol::Refusal;
use denwa_server::config::Config;
use denwa_server::token::{Identity, Verifier};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use rsa::{RsaPrivateKey, pkcs1::EncodeRsaPrivateKey, pkcs8::DecodePrivateKey};
use serde_json::json;
use std::{
    fs,
    path::{Path, PathBuf},
};

const ORG: &str = "00D5g0000008OrgEAE";
const OTHER: &str = "00D5g0000009OrgEAE";
const NOW: u64 = 1_795_000_000_000;
const SHARED: &str = "these are 32 bytes, just enough.";

fn key_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keys").join(name)
}

fn private_key(name: &str) -> EncodingKey {
    let pem = fs::read_to_string(key_file(&format!("{name}.key"))).unwrap();
    let key = RsaPrivateKey::from_pkcs8_pem(&pem).unwrap();
    EncodingKey::from_rsa_der(key.to_pkcs1_der().unwrap().as_bytes())
}

fn token_of(organisation: &str, algorithm: Algorithm, key: &EncodingKey) -> String {
    let now = NOW / 1000;
    let claims = json!({ "iss": organisation, "sub": "0055g0000000001AAA", "login": "sato", "aud": "denwa", "jti": "token-1",
                         "iat": now, "exp": now + 1800 });
    encode(&Header::new(algorithm), &claims, key).unwrap()
}

/// Makes a verifier from a configuration with these `keys` lines and `organisations`, in a folder of its own.
fn verifier(name: &str, keys: &str, organisations: &str) -> Result<Verifier, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("token-{name}"));
    fs::create_dir_all(&folder).unwrap();
    for file in ["present.pem", "present.pub.pem", "next.pem", "present.key", "weak.pem", "elliptic.pem"] {
        fs::copy(key_file(file), folder.join(file)).unwrap();
    }
    let read = |file: &str| fs::read_to_string(key_file(file)).unwrap();
    fs::write(folder.join("both.pem"), format!("Bag Attributes\n{}\n{}", read("present.pem"), read("next.pem")))
        .unwrap();
    fs::write(folder.join("crlf.pem"), read("present.pem").replace('\n', "\r\n")).unwrap();
    fs::write(folder.join("cut.pem"), &read("present.pem")[..400]).unwrap();
    fs::write(folder.join("words.pem"), "no key at all\n").unwrap();
    fs::write(folder.join("shared"), SHARED).unwrap();
    let file = folder.join("server.toml");
    fs::write(&file, format!("{keys}\norganisations = [{organisations}]\npbx = {{ kind = \"simulated\" }}\n")).unwrap();
    let config = Config::read(&file).map_err(|error| error.to_string())?;
    Verifier::read(&config).map_err(|error| error.to_string())
}

fn verifier_with(keys: &str) -> Result<Verifier, String> {
    let name: String = keys.chars().filter(char::is_ascii_alphanumeric).collect();
    verifier(&name, keys, &format!("{{ id = \"{ORG}\" }}"))
}

#[test]
fn a_token_signed_with_the_certificates_key_is_accepted() {
    let token = token_of(ORG, Algorithm::RS256, &private_key("present"));
    let identity = Identity {
        organisation: ORG.to_owned(),
        user: "0055g0000000001AAA".to_owned(),
        login: "sato".to_owned(),
        token_id: "token-1".to_owned(),
        is_supervisor: false,
        expires_at: NOW + 1_800_000,
    };
    for file in ["present.pem", "present.pub.pem", "both.pem", "crlf.pem"] {
        let verifier = verifier_with(&format!("token_certificate_file = \"{file}\"")).unwrap();
        assert_eq!(verifier.verify(&token, NOW).as_ref(), Ok(&identity), "{file}");
        assert_eq!(verifier.verify(&token, NOW + 1_800_000), Err(Refusal::ExpiredToken), "{file}");
        let cut = &token[..token.len() - 4];
        assert_eq!(verifier.verify(cut, NOW), Err(Refusal::BadToken), "{file}");
    }
}

#[test]
fn while_keys_are_changed_both_are_accepted() {
    let (present, next) = (private_key("present"), private_key("next"));
    let takes =
        |verifier: &Verifier, key: &EncodingKey| verifier.verify(&token_of(ORG, Algorithm::RS256, key), NOW).is_ok();
    let before = verifier_with("token_certificate_file = \"present.pem\"").unwrap();
    let between = verifier_with("token_certificate_file = [\"present.pem\", \"next.pem\"]").unwrap();
    let after = verifier_with("token_certificate_file = \"next.pem\"").unwrap();
    assert!(takes(&before, &present) && !takes(&before, &next));
    assert!(takes(&between, &present) && takes(&between, &next));
    assert!(!takes(&after, &present) && takes(&after, &next));
}

#[test]
fn the_configuration_chooses_the_algorithm_not_the_token() {
    let certificate = verifier_with("token_certificate_file = \"present.pem\"").unwrap();
    // The certificate is public: an attacker could use its text, or the public key's, as a shared key.
    for file in ["present.pem", "present.pub.pem"] {
        let secret = EncodingKey::from_secret(&fs::read(key_file(file)).unwrap());
        for algorithm in [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512] {
            let forged = token_of(ORG, algorithm, &secret);
            assert_eq!(certificate.verify(&forged, NOW), Err(Refusal::BadToken), "{file} {algorithm:?}");
        }
    }
    for algorithm in [Algorithm::RS384, Algorithm::RS512, Algorithm::PS256] {
        let other = token_of(ORG, algorithm, &private_key("present"));
        assert_eq!(certificate.verify(&other, NOW), Err(Refusal::BadToken), "{algorithm:?}");
    }
    let shared = verifier_with("token_key_file = \"shared\"").unwrap();
    let signed = token_of(ORG, Algorithm::RS256, &private_key("present"));
    assert_eq!(shared.verify(&signed, NOW), Err(Refusal::BadToken));
    let good = token_of(ORG, Algorithm::HS256, &EncodingKey::from_secret(SHARED.as_bytes()));
    assert!(shared.verify(&good, NOW).is_ok());
    assert_eq!(certificate.verify(&good, NOW), Err(Refusal::BadToken));
}

#[test]
fn organisations_keep_to_their_own_keys() {
    let organisations = format!(
        "{{ id = \"{ORG}\", token_key_file = \"shared\" }}, {{ id = \"{OTHER}\", token_certificate_file = \"next.pem\" }}"
    );
    let verifier = verifier("two", "token_certificate_file = \"present.pem\"", &organisations).unwrap();
    let verify =
        |organisation, algorithm, key: &EncodingKey| verifier.verify(&token_of(organisation, algorithm, key), NOW);
    let shared = EncodingKey::from_secret(SHARED.as_bytes());
    assert!(verify(ORG, Algorithm::HS256, &shared).is_ok());
    assert_eq!(verify(OTHER, Algorithm::RS256, &private_key("next")).unwrap().organisation, OTHER);
    assert_eq!(verify(OTHER, Algorithm::HS256, &shared), Err(Refusal::BadToken));
    assert_eq!(verify(ORG, Algorithm::RS256, &private_key("next")), Err(Refusal::BadToken));
    for organisation in [ORG, OTHER] {
        let key = private_key("present");
        assert_eq!(verify(organisation, Algorithm::RS256, &key), Err(Refusal::BadToken), "both have their own");
    }
}

#[test]
fn errors_name_the_wrong_file() {
    let cases = [
        ("token_certificate_file = \"weak.pem\"", "1024 bits"),
        ("token_certificate_file = \"elliptic.pem\"", "not an RSA key"),
        ("token_certificate_file = \"present.key\"", "private key"),
        ("token_certificate_file = \"words.pem\"", "neither a certificate"),
        ("token_certificate_file = \"cut.pem\"", "malformed PEM"),
        ("token_certificate_file = \"gone.pem\"", "gone.pem"),
        ("token_certificate_file = [\"present.pem\", \"gone.pem\"]", "gone.pem"),
        ("token_certificate_file = []", "missing"),
        ("", "missing"),
        ("token_certificate_file = 7", "a text or a list of texts"),
        ("token_certificate_file = \"present.pem\"\ntoken_key_file = \"shared\"", "exclude each other"),
    ];
    for (keys, message) in cases {
        let error = verifier_with(keys).err().unwrap_or_else(|| panic!("{keys} is accepted"));
        assert!(error.contains(message) && !error.contains("MII"), "{keys}: {error}");
    }
}
