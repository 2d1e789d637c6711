//! Reads the public keys that verify tokens. Of a certificate only the key is used; the configuration says which
//! organisation it belongs to.

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

/// Shortest accepted key, in bits (RFC 7518, 3.3).
pub const KEY_BITS: usize = 2048;

const BEGIN: &str = "-----BEGIN ";

/// Reads the public keys in a PEM file, from certificates and `PUBLIC KEY` blocks.
///
/// # Errors
/// If the file cannot be read, has no key, or has a key that is not RSA or too short; also if it contains a private
/// key, which must not leave Salesforce.
pub fn read(file: &Path) -> Result<Vec<DecodingKey>, ConfigError> {
    let wrong = |what: &str| ConfigError::Value(format!("{}: {what}", file.display()));
    let text = std::fs::read_to_string(file).map_err(|error| ConfigError::Read { path: file.to_owned(), error })?;
    let blocks: Vec<&str> = text.match_indices(BEGIN).map(|(at, _)| &text[at..]).collect();
    if blocks.is_empty() {
        return Err(wrong("neither a certificate nor a public key in PEM form"));
    }
    let mut keys = Vec::new();
    for block in blocks {
        // Text after the `END` line is not part of the block.
        let end = block.find("-----END ").map(|at| at + block[at..].find('\n').unwrap_or(block.len() - at));
        let block = end.map_or(block, |end| &block[..end]);
        let (label, der) = pem::decode_vec(block.trim_end().as_bytes()).map_err(|_| wrong("a malformed PEM block"))?;
        let key = match label {
            "CERTIFICATE" => key_of_certificate(&der).ok(),
            "PUBLIC KEY" => RsaPublicKey::from_public_key_der(&der).ok(),
            label if label.ends_with("PRIVATE KEY") => {
                return Err(wrong("contains a private key, which must not leave Salesforce: delete it from this file"));
            }
            _ => None,
        };
        let key = key.ok_or_else(|| wrong("a key that is not an RSA key"))?;
        if key.n().bits() < KEY_BITS {
            let bits = key.n().bits();
            return Err(wrong(&format!("the key has {bits} bits, at least {KEY_BITS} are needed")));
        }
        keys.push(DecodingKey::from_rsa_raw_components(&key.n().to_bytes_be(), &key.e().to_bytes_be()));
    }
    Ok(keys)
}

/// Returns the public key of a certificate (X.509, RFC 5280, 4.1).
fn key_of_certificate(certificate: &[u8]) -> der::Result<RsaPublicKey> {
    let mut reader = SliceReader::new(certificate)?;
    let key = reader.sequence(|certificate| {
        let key = certificate.sequence(|body| {
            // Skip the optional version, then serial number, signature, issuer, validity and subject.
            if body.peek_tag()?.is_context_specific() {
                AnyRef::decode(body)?;
            }
            for _ in 0..5 {
                AnyRef::decode(body)?;
            }
            let key = SubjectPublicKeyInfoRef::decode(body)?;
            skip_rest(body)?;
            Ok(key)
        })?;
        skip_rest(certificate)?;
        Ok(key)
    })?;
    RsaPublicKey::try_from(key).map_err(|_| der::ErrorKind::Failed.into())
}

fn skip_rest<'a>(reader: &mut impl Reader<'a>) -> der::Result<()> {
    while !reader.is_finished() {
        AnyRef::decode(reader)?;
    }
    Ok(())
}
