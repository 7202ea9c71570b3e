//! `cargo xtask fuzz`: the property tests, for long. Each stands in a module that is called `properties`, by which it is found.

use std::process::Command;

use crate::failure::Failure;
use crate::{packages, shell, workspace};

/// Those whose names hold one of `names`, or all; each makes up so many cases.
pub(crate) fn fuzz(cases: u32, names: &[String]) -> Result<(), Failure> {
    packages::install(&[packages::BUILD, packages::DOCUMENTS])?;
    let listed = shell::read(tests().args(["properties::", "--list", "--format", "terse"]))?;
    let chosen = chosen(&listed, names);
    if chosen.is_empty() {
        return Err(Failure::NoProperty { names: names.to_owned() });
    }
    shell::run(tests().arg("--exact").args(&chosen).env("PROPTEST_CASES", cases.to_string()))?;
    let all = u64::from(cases) * chosen.len() as u64;
    println!("Each of these held for {cases} cases, in all for {all}:");
    for name in chosen {
        println!("  {name}");
    }
    Ok(())
}

/// As the step `rust` builds them, so that nothing is built anew.
fn tests() -> Command {
    let mut cargo = workspace::cargo();
    cargo.args(["test", "--workspace", "--lib", "--"]);
    cargo
}

/// The names in a list of libtest's.
fn chosen<'a>(listed: &'a str, names: &[String]) -> Vec<&'a str> {
    let tests = listed.lines().filter_map(|line| line.strip_suffix(": test"));
    tests.filter(|test| names.is_empty() || names.iter().any(|name| test.contains(name))).collect()
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn those_of_a_name_are_chosen() {
        let listed = "time::tests::properties::one: test\ntag::tests::properties::two: test\n\n";
        let chosen =
            |names: &[&str]| chosen(listed, &names.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(chosen(&[]).len(), 2);
        assert_eq!(chosen(&["two", "tag::", "three"]), ["tag::tests::properties::two"]);
        assert_eq!(chosen(&["three"]), [""; 0]);
    }

    #[test]
    fn every_property_test_is_found() {
        let mut folders = vec![workspace::root().join("src-tauri")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    check(&path);
                }
            }
        }
    }

    fn check(file: &Path) {
        let text = fs::read_to_string(file).expect("text");
        let [properties, modules] =
            ["proptest! {", "mod properties {"].map(|words| text.matches(words).count());
        assert_eq!(properties, modules, "{}: `proptest!` stands in a module `properties`", file.display());
    }
}
