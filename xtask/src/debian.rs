//! Debian's and Ubuntu's packages: which are installed, and how to install and remove some.

use std::collections::HashSet;
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::shell;

pub(crate) fn is_here() -> bool {
    cfg!(target_os = "linux") && shell::on_path("apt-get") && shell::on_path("dpkg-query")
}

/// The names of all installed packages, and the names that they provide: releases rename packages (`libgtk-3-0t64` provides
/// `libgtk-3-0`).
pub(crate) fn installed() -> Result<HashSet<String>, Failure> {
    let format = "${db:Status-Status}\t${Package}\t${Provides}\n";
    let list = shell::read(Command::new("dpkg-query").args(["--show", "--showformat", format]))?;
    Ok(installed_in(&list))
}

pub(crate) fn install(packages: &[&str]) -> Result<(), Failure> {
    if user_is_root() {
        println!("Installing with apt-get.");
    } else {
        println!("Installing with apt-get; sudo may ask for your password.");
        // Asked by itself first: that sudo refuses is another matter than that apt-get fails.
        let granted = Command::new("sudo").arg("true").status();
        if !granted.is_ok_and(|status| status.success()) {
            return Err(Failure::NotRoot { line: install_line(packages) });
        }
    }
    // A list that cannot be refreshed, as without a network or with a broken third-party source, may still do.
    if shell::run(apt_get().args(["-q", "update"])).is_err() {
        println!("The package lists could not be refreshed; trying with those that are here.");
    }
    shell::run(apt_get().args(["-q", "install", "--yes", "--no-install-recommends"]).args(packages))
        .map_err(|failure| Failure::NotInstalled(Box::new(failure)))
}

/// What a person types, as root, to install the packages.
pub(crate) fn install_line(packages: &[&str]) -> String {
    format!("apt-get install --no-install-recommends {}", packages.join(" "))
}

/// `apt-get` that asks nothing and waits for another one to end, such as a fresh machine's automatic upgrade.
pub(crate) fn apt_get() -> Command {
    let mut command;
    if user_is_root() {
        command = Command::new("env");
    } else {
        command = Command::new("sudo");
        command.arg("env");
    }
    command
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .args(["-o", "DPkg::Lock::Timeout=600"])
        .stdin(Stdio::null());
    command
}

fn user_is_root() -> bool {
    shell::read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn installed_in(list: &str) -> HashSet<String> {
    list.lines()
        .filter_map(|line| line.strip_prefix("installed\t"))
        .flat_map(|names| names.split(['\t', ',']))
        // A provided name may come with its version: `libgtk-3-0 (= 3.24.41-4)`.
        .filter_map(|name| name.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn installed_packages_and_what_they_provide_are_read() {
        let list = "installed\txvfb\tvirtual-xserver\n\
                    installed\tlibgtk-3-0t64\tlibgtk-3-0 (= 3.24.41-4), gtk3-binver-3.0.0\n\
                    config-files\tffmpeg\t\n\
                    not-installed\tnpm\t\n\
                    installed\txauth\t\n";
        let mut names: Vec<String> = installed_in(list).into_iter().collect();
        names.sort();
        assert_eq!(
            names,
            ["gtk3-binver-3.0.0", "libgtk-3-0", "libgtk-3-0t64", "virtual-xserver", "xauth", "xvfb"]
        );
    }

    #[test]
    fn nothing_installed_is_nothing() {
        assert!(installed_in("").is_empty());
    }
}
