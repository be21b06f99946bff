//! Takes out of a wasm where in other people's code it may panic: the paths of this machine are nobody's business, and they would be a
//! two-hundredth of the first load. The lines and columns stay, and so do the paths of our own code.

use std::path::PathBuf;

/// Longer than any path of a source; what is longer is no path.
const PATH_BYTES_MAX: usize = 300;

/// Blanks the paths of sources of the standard library and of the packages that cargo fetched.
pub fn blank(wasm: &mut [u8]) {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let fetched = home.map(|home| home.join("registry/src/").to_string_lossy().into_owned());
    for start in ["/rustc/"].into_iter().chain(fetched.as_deref()) {
        blank_after(wasm, start.as_bytes());
    }
}

/// Blanks each path that begins so: a text that ends with its only `.rs`, and with a zero after it.
fn blank_after(wasm: &mut [u8], start: &[u8]) {
    let mut at = 0;
    while let Some(found) = wasm[at..].windows(start.len()).position(|window| window == start) {
        at += found;
        let path = wasm[at..].iter().take(PATH_BYTES_MAX).take_while(|byte| byte.is_ascii_graphic()).count();
        let text = &wasm[at..at + path];
        let is_one = text.ends_with(b".rs") && text.windows(3).filter(|window| window == b".rs").count() == 1;
        if is_one && wasm.get(at + path) == Some(&0) {
            wasm[at..at + path].fill(b'.');
        }
        at += start.len();
    }
}

#[cfg(test)]
mod tests {
    use super::blank_after;

    #[test]
    fn paths_of_others_are_blanked_and_nothing_else() {
        let mut wasm =
            b"a/rustc/59/library/core/src/str.rs\0src/app.rs\0/rustc/x.rsand more\0/rustc/a.rs/rustc/b.rs\0/rustc/"
                .to_vec();
        blank_after(&mut wasm, b"/rustc/");
        let dots = ".".repeat("/rustc/59/library/core/src/str.rs".len());
        let kept = format!("a{dots}\0src/app.rs\0/rustc/x.rsand more\0/rustc/a.rs{}\0/rustc/", ".".repeat(11));
        assert_eq!(String::from_utf8(wasm).expect("text"), kept);
    }
}
