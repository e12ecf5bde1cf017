//! The network configuration in force: what every send goes through.

use std::sync::{Arc, PoisonError, RwLock};

use exchange::Secret;
use model::AppSettings;
use wire::{ClientCertificateKind, Wire, WireSettings};

/// The network configuration, rebuilt when settings change.
pub(crate) struct NetworkSlot {
    /// What the command line or the environment says, beneath the settings.
    pub(crate) base: WireSettings,
    now: RwLock<Arc<Network>>,
}

/// One snapshot of it; running sends keep the one they started with.
pub(crate) struct Network {
    pub(crate) wire: Wire,
    /// Proxy credentials and the like, masked in everything that is shown or kept.
    pub(crate) own_secrets: Vec<Secret>,
    pub(crate) settings: AppSettings,
}

impl NetworkSlot {
    pub(crate) fn new(base: WireSettings) -> Self {
        let now = Network::new(base.clone(), AppSettings::default());
        Self { base, now: RwLock::new(Arc::new(now)) }
    }

    pub(crate) fn now(&self) -> Arc<Network> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn replace(&self, wire: WireSettings, settings: AppSettings) {
        let network = Network::new(wire, settings);
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(network);
    }
}

impl Network {
    fn new(wire: WireSettings, settings: AppSettings) -> Self {
        let mut own_secrets = wire.proxy.secrets();
        own_secrets.extend(wire.client_certificates.iter().filter_map(|certificate| match &certificate.kind {
            ClientCertificateKind::Pem { passphrase, .. } => passphrase.clone(),
            ClientCertificateKind::Pkcs12 { passphrase, .. } => Some(passphrase.clone()),
        }));
        Self { wire: Wire::new(wire), own_secrets, settings }
    }
}
