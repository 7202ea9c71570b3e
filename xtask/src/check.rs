//! `cargo xtask check`: the checks worth running after every change, under a minute once compiled. It leaves out the tests
//! that compile or open the window.

use crate::failure::Failure;
use crate::packages;
use crate::steps::{self, Step};

const STEPS: [Step; 5] = [steps::FMT, steps::CLIPPY, steps::STUDY, steps::TYPES, steps::UI];

pub(crate) fn check() -> Result<(), Failure> {
    packages::require(&STEPS.map(|step| step.needs).concat())?;
    steps::run(&STEPS, &[])
}
