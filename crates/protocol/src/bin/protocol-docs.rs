//! Writes `asyncapi.json` and `schema.json` beside the crate.

use denwa_protocol::schema;
use std::{fs, io, path::Path};

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, document) in [("asyncapi.json", schema::asyncapi()), ("schema.json", schema::json_schema())] {
        let path = folder.join(name);
        fs::write(&path, schema::pretty(&document))?;
        println!("{}", path.display());
    }
    Ok(())
}
