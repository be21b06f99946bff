//! Compressed copies next to the files, for hosts that send them as they are. Node does the work: it is needed for wasm-opt anyway,
//! brings both formats, and spares every build of xtask two compressors.

use crate::context::{Context, Result, run};
use std::path::Path;

/// Reads the folder from its argument; skips files that are compressed already.
const SCRIPT: &str = r"
const fs = require('fs'), path = require('path'), zlib = require('zlib');
const { constants: c } = zlib;
for (const entry of fs.readdirSync(process.argv[1], { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.(html|js|css|wasm|svg|webmanifest)$/.test(entry.name)) continue;
  const file = path.join(entry.parentPath ?? entry.path, entry.name);
  const bytes = fs.readFileSync(file);
  const params = { [c.BROTLI_PARAM_QUALITY]: 11, [c.BROTLI_PARAM_LGWIN]: 24, [c.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  fs.writeFileSync(file + '.br', zlib.brotliCompressSync(bytes, { params }));
  fs.writeFileSync(file + '.gz', zlib.gzipSync(bytes, { level: 9 }));
}
";

/// Writes `.br` and `.gz` next to every text and wasm file below `dir`.
pub fn folder(context: &Context, dir: &Path) -> Result<()> {
    println!("compressing");
    run(
        context.command("node").args(["-e", SCRIPT, "--"]).arg(dir),
        "the site could not be compressed: see Node's message above",
    )
}
