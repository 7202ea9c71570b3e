//! The examples of CommonMark's own specification, as they stand among the tests that the crate `pulldown-cmark` brings with
//! it, in the version by which notes are read. The window tests read them from here as well.

use std::{fs, path::PathBuf, process::Command};

use serde_json::Value;

/// How many the specification has (0.31.2).
const EXAMPLES: usize = 652;

/// The Markdown of each example.
pub(super) fn examples() -> Vec<String> {
    // Of this system alone: what others need may not be there.
    let version = cargo(&["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let platform = ["--locked", "--filter-platform", host, "--manifest-path", manifest];
    let metadata = cargo(&[&["metadata", "--format-version", "1"][..], &platform].concat());
    let metadata: Value = serde_json::from_str(&metadata).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let package =
        packages.iter().find(|package| package["name"] == "pulldown-cmark").expect("pulldown-cmark");
    let manifest = PathBuf::from(package["manifest_path"].as_str().expect("a path"));
    let file = manifest.with_file_name("tests").join("suite").join("spec.rs");
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let examples = text.split("let original = r##\"").skip(1);
    let examples: Vec<_> =
        examples.map(|rest| rest.split("\"##;").next().unwrap_or_default().to_owned()).collect();
    assert_eq!(examples.len(), EXAMPLES);
    examples
}

/// The program that also runs these tests.
fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).args(arguments).output().expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}
