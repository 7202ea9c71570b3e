//! `cargo xtask types` and `cargo xtask screenshots`: the committed files that are made from the application itself.

use crate::display::VirtualDisplay;
use crate::failure::Failure;
use crate::{packages, shell, steps, workspace};

/// The test that compares ui/types.d.ts with the Rust types writes it when it is told to.
pub(crate) fn types() -> Result<(), Failure> {
    packages::require(&[packages::BUILD])?;
    shell::run(
        workspace::cargo()
            .args(["test", "--package", "ml-health", "--lib", "types_are_current"])
            .env("ML_HEALTH_WRITE_TYPES", "1"),
    )
}

/// The test that walks through the pages takes pictures when it is told where to put them.
pub(crate) fn screenshots() -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::WrongSystem {
            task: "cargo xtask screenshots",
            system: "Linux, since it drives WebKitGTK",
        });
    }
    packages::install(steps::WINDOW.needs)?;
    steps::build_window_tests()?;
    let folder = workspace::root().join("docs/screenshots");
    let display = VirtualDisplay::new()?;
    shell::run(
        steps::window_tests(&display, &["screenshots".into(), "--include-ignored".into()])
            .env("ML_HEALTH_SCREENSHOTS", folder),
    )
}
