//! Nothing leaves the machine before play is pressed: the system's own record of what the program and the webview's processes
//! ask of it, by `strace`.

use std::fs;

use crate::{
    desk::Desk,
    youtube::{Mode, StandIn},
};

/// Every call that names an address of the network. Without one, nothing can be sent.
const CALLS: &str = "trace=connect,sendto,sendmsg,sendmmsg";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_spoken_to_before_play_is_pressed() {
    let youtube = StandIn::start(Mode::Plays).await;
    let desk = Desk::new().with("ML_HEALTH_YOUTUBE_ORIGIN", &youtube.origin);
    let record = desk.path("record");
    let watcher = format!("strace --follow-forks --seccomp-bpf --quiet=attach -e {CALLS} -o {record:?}");
    let desk = desk.watched_by(&watcher);
    let read = || fs::read_to_string(&record).unwrap_or_default();
    desk.run(&[
        "notes",
        "add",
        "--lesson",
        "1",
        "see [this](https://example.org/paper) ![and](https://example.org/a.png)",
    ]);
    let window = desk.open().await;
    window.go_everywhere("see this").await;
    assert_eq!(youtube.requests(), [], "YouTube, before play is pressed");
    assert_eq!(spoken_to(&read()), [""; 0]);

    // That the record would have shown it: play is pressed, and YouTube's stand-in is on loopback.
    let port = youtube.origin.rsplit(':').next().expect("a port");
    let seen = format!("htons({port})");
    assert!(!read().contains(&seen), "before play is pressed");
    window.open_lesson(1).await;
    window.click(".poster").await;
    window.until("the record shows it", async || read().contains(&seen).then_some(())).await;
    window.close().await;
    assert_eq!(spoken_to(&read()), [""; 0]);
}

/// The calls that lead out of this computer: to another one, or to who would ask another one for a name.
fn spoken_to(record: &str) -> Vec<&str> {
    record.lines().filter(|call| leads_out(call)).collect()
}

fn leads_out(call: &str) -> bool {
    let is_ours = ["inet_addr(\"127.", "inet_pton(AF_INET6, \"::1\"", "inet_pton(AF_INET6, \"::ffff:127."];
    let addresses = call.matches("AF_INET, sin_port").count() + call.matches("AF_INET6, sin6_port").count();
    let ours: usize = is_ours.iter().map(|address| call.matches(address).count()).sum();
    addresses > ours || call.contains("htons(53)") || call.contains("resolve/io.systemd.Resolve")
}

#[test]
fn what_leads_out_is_told_from_what_stays() {
    for (call, leads) in [
        ("1 connect(3, {sa_family=AF_UNIX, sun_path=@\"/tmp/.X11-unix/X99\"}, 20) = 0", false),
        (
            "1 connect(3, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}, 16) = 0",
            false,
        ),
        (
            "1 sendto(3, [{nlmsg_len=20}], 20, 0, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, 12) = 20",
            false,
        ),
        ("1 sendmsg(3, {msg_name=NULL, msg_namelen=0}, 0) = 1", false),
        (
            "1 connect(3, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr(\"142.250.1.1\")}, 16) = 0",
            true,
        ),
        (
            "1 connect(3, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr(\"127.0.0.53\")}, 16) = 0",
            true,
        ),
        (
            "1 connect(3, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, \"2a00::1\", &sin6_addr)}, 28 <unfinished ...>",
            true,
        ),
        (
            "1 connect(3, {sa_family=AF_INET6, sin6_port=htons(1), inet_pton(AF_INET6, \"::1\", &sin6_addr)}, 28) = 0",
            false,
        ),
        (
            "1 sendmmsg(3, [{msg_hdr={msg_name={sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr(\"10.0.0.1\")}}}], 1) = 1",
            true,
        ),
        (
            "1 connect(3, {sa_family=AF_UNIX, sun_path=\"/run/systemd/resolve/io.systemd.Resolve\"}, 42) = 0",
            true,
        ),
    ] {
        assert_eq!(leads_out(call), leads, "{call}");
    }
}
