//! `cargo xtask test`: everything that is tested, in the order in which a fault is cheapest to find.

use std::ffi::OsString;

use crate::failure::Failure;
use crate::packages;
use crate::steps::{self, Step};

pub(crate) const STEPS: [Step; 8] = [
    steps::FMT,
    steps::DENY,
    steps::CLIPPY,
    steps::RUST,
    steps::TYPES,
    steps::UI,
    steps::ANKI,
    steps::WINDOW,
];

/// All steps, or the one of the name `only` with arguments for its runner.
pub(crate) fn test(only: Option<&str>, arguments: &[OsString]) -> Result<(), Failure> {
    let chosen: Vec<Step> =
        STEPS.into_iter().filter(|step| only.is_none_or(|name| step.name == name)).collect();
    let needs: Vec<_> = chosen.iter().flat_map(|step| step.needs).copied().collect();
    packages::install(&needs)?;
    steps::run(&chosen, arguments)
}
