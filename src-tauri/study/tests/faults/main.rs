//! On a disk that fails, and when the power goes, nothing that was acknowledged is lost and nothing is half-written.
//!
//! `disk` has the disk that fails, and what it cannot do; `vfs` puts it before SQLite; `power` takes the power away; `calls`
//! lets the calls of each operation fail, one by one; `halfway` lets an upgrade fail. To see the figures, and for more:
//!
//! `ML_HEALTH_POWER_LOSSES=5000 ML_HEALTH_SEED=7 ML_HEALTH_ALL_CALLS=1 cargo test -p ml-health-study --test faults -- --nocapture`

#[path = "../support/mod.rs"]
#[allow(dead_code, reason = "each test takes of it what it needs")]
mod support;

mod calls;
mod disk;
mod halfway;
mod power;
mod vfs;
