//! `cargo xtask bundle`: the Debian package. What it depends on is declared in tauri.conf.json; `installed` checks it.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::failure::Failure;
use crate::{installed, node, packages, shell, workspace};

pub(crate) fn bundle(check: bool) -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::WrongSystem {
            task: "cargo xtask bundle",
            system: "Linux, since it makes a Debian package",
        });
    }
    packages::install(&[packages::BUILD, packages::NODE])?;
    if check {
        installed::prepare()?;
    }
    node::install_when_changed()?;
    println!("Building with optimisations. The first time takes many minutes.");
    // `--no`: never fetch another program of this name when package.json's is missing.
    shell::run(node::npm().args(["exec", "--no", "--", "tauri", "build", "--ci", "--bundles", "deb"]))?;
    let package = newest_package(&workspace::target()?.join("release/bundle/deb"))?;
    println!("{}", package.display());
    if check {
        installed::check(&package)?;
    }
    Ok(())
}

/// The folder keeps the packages of earlier versions.
fn newest_package(folder: &Path) -> Result<PathBuf, Failure> {
    let changed = |path: &PathBuf| {
        path.metadata().and_then(|metadata| metadata.modified()).unwrap_or(SystemTime::UNIX_EPOCH)
    };
    folder
        .read_dir()
        .map_err(Failure::file(folder))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "deb"))
        .max_by_key(changed)
        .ok_or_else(|| Failure::Package(format!("there is none in {}", folder.display())))
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_newest_package_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        for (name, age) in [("b_1.deb", 20), ("a_2.deb", 10), ("c.txt", 0)] {
            let file = File::create(folder.path().join(name)).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(age)).unwrap();
        }
        fs::create_dir(folder.path().join("unpacked")).unwrap();
        assert_eq!(newest_package(folder.path()).unwrap(), folder.path().join("a_2.deb"));
    }

    #[test]
    fn no_package_is_a_failure() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(newest_package(folder.path()), Err(Failure::Package(_))));
    }
}
