//! The softphone layout, for the doctor.

use denwa_core::HostError;
use denwa_core::host::{LayoutObject, LayoutScope};
use opencti::{Deadline, OpenCti, SoftphoneLayout};

use super::errors;

/// Asks which objects the layout searches for an incoming call.
pub async fn ask(cti: &OpenCti, deadline: Deadline) -> Result<LayoutScope, HostError> {
    cti.softphone_layout(deadline).await.map(scope).map_err(errors::of_call)
}

fn scope(layout: SoftphoneLayout) -> LayoutScope {
    let objects = layout.inbound.map(|inbound| inbound.objects).unwrap_or_default();
    let objects = objects.into_iter().map(|object| LayoutObject { name: object.object, fields: object.fields.len() });
    LayoutScope { objects: objects.collect() }
}
