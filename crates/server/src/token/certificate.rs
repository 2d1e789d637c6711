//! What a certificate says of the key that signs tokens. Only the public key is read: whose it is says the configuration.

use crate::config::ConfigError;
use jsonwebtoken::DecodingKey;
use rsa::{
    RsaPublicKey,
    pkcs8::{
        DecodePublicKey,
        der::{self, Decode, Reader, SliceReader, asn1::AnyRef, pem},
        spki::SubjectPublicKeyInfoRef,
    },
    traits::PublicKeyParts,
};
use std::path::Path;

/// Least length of a key, in bits (RFC 7518, 3.3).
pub const KEY_BITS: usize = 2048;

const BEGIN: &str = "-----BEGIN ";

/// The public keys in a PEM file: of certificates, or by themselves. There may be several.
///
/// # Errors
/// When the file cannot be read, when there is none in it, or one that is no RSA key or too short, and when a private key is in it: it has
/// no business here.
pub fn read(file: &Path) -> Result<Vec<DecodingKey>, ConfigError> {
    let wrong = |what: &str| ConfigError::Value(format!("{}: {what}", file.display()));
    let text = std::fs::read_to_string(file).map_err(|error| ConfigError::Read { path: file.to_owned(), error })?;
    let blocks: Vec<&str> = text.match_indices(BEGIN).map(|(at, _)| &text[at..]).collect();
    if blocks.is_empty() {
        return Err(wrong("neither a certificate nor a public key in PEM form"));
    }
    let mut keys = Vec::new();
    for block in blocks {
        // What follows the end is the next block's.
        let end = block.find("-----END ").map(|at| at + block[at..].find('\n').unwrap_or(block.len() - at));
        let block = end.map_or(block, |end| &block[..end]);
        let (label, der) = pem::decode_vec(block.trim_end().as_bytes()).map_err(|_| wrong("a block that is no PEM"))?;
        let key = match label {
            "CERTIFICATE" => of_certificate(&der).ok(),
            "PUBLIC KEY" => RsaPublicKey::from_public_key_der(&der).ok(),
            label if label.ends_with("PRIVATE KEY") => {
                return Err(wrong("a private key is in it. It must stay in Salesforce: take it away from here"));
            }
            _ => None,
        };
        let key = key.ok_or_else(|| wrong("a key that is no RSA key"))?;
        if key.n().bits() < KEY_BITS {
            let bits = key.n().bits();
            return Err(wrong(&format!("the key has {bits} bits, at least {KEY_BITS} are needed")));
        }
        keys.push(DecodingKey::from_rsa_raw_components(&key.n().to_bytes_be(), &key.e().to_bytes_be()));
    }
    Ok(keys)
}

/// The key that a certificate (X.509, RFC 5280, 4.1) is about.
fn of_certificate(certificate: &[u8]) -> der::Result<RsaPublicKey> {
    let mut reader = SliceReader::new(certificate)?;
    let key = reader.sequence(|certificate| {
        let key = certificate.sequence(|body| {
            // The version; then serial number, signature, issuer, validity, subject.
            if body.peek_tag()?.is_context_specific() {
                AnyRef::decode(body)?;
            }
            for _ in 0..5 {
                AnyRef::decode(body)?;
            }
            let key = SubjectPublicKeyInfoRef::decode(body)?;
            skip(body)?;
            Ok(key)
        })?;
        skip(certificate)?;
        Ok(key)
    })?;
    RsaPublicKey::try_from(key).map_err(|_| der::ErrorKind::Failed.into())
}

fn skip<'a>(reader: &mut impl Reader<'a>) -> der::Result<()> {
    while !reader.is_finished() {
        AnyRef::decode(reader)?;
    }
    Ok(())
}
