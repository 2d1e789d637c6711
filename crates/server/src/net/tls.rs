//! TLS by rustls: the server's own certificate for panels, and the certificates that an Asterisk is trusted by.

use crate::config::{ConfigError, TlsConfig};
use rustls::{
    ClientConfig, RootCertStore, ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};
use std::{path::Path, sync::Arc, time::Duration};
use tokio_rustls::{TlsAcceptor, TlsConnector};

/// How long a TLS handshake may take.
pub const TIMEOUT: Duration = Duration::from_secs(10);

/// Reads the server's certificate and key.
///
/// # Errors
/// If a file cannot be read, or the key does not belong to the certificate.
pub fn acceptor(config: &TlsConfig) -> Result<TlsAcceptor, ConfigError> {
    let certificates = certificates(&config.certificate_file)?;
    let key = PrivateKeyDer::from_pem_file(&config.key_file)
        .map_err(|_| wrong(&config.key_file, "no private key in PEM form can be read"))?;
    let tls = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| wrong(&config.certificate_file, &error.to_string()))?
        .with_no_client_auth()
        .with_single_cert(certificates, key)
        .map_err(|error| wrong(&config.certificate_file, &error.to_string()))?;
    Ok(TlsAcceptor::from(Arc::new(tls)))
}

/// Returns a connector that trusts the certificates in a file, and no others.
///
/// # Errors
/// If the file cannot be read or has no certificate.
pub fn connector(trusted: &Path) -> Result<TlsConnector, ConfigError> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates(trusted)? {
        roots.add(certificate).map_err(|error| wrong(trusted, &error.to_string()))?;
    }
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| wrong(trusted, &error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(tls)))
}

fn certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, ConfigError> {
    let certificates: Result<Vec<_>, _> =
        CertificateDer::pem_file_iter(file).map_err(|error| wrong(file, &error.to_string()))?.collect();
    let certificates = certificates.map_err(|error| wrong(file, &error.to_string()))?;
    if certificates.is_empty() {
        return Err(wrong(file, "no certificate in PEM form"));
    }
    Ok(certificates)
}

fn wrong(file: &Path, what: &str) -> ConfigError {
    ConfigError::Value(format!("{}: {what}", file.display()))
}
