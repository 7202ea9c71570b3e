//! Ten thousand hostile requests against the real server, on a real socket, in a process of its own whose memory can be
//! measured. Nothing here has the token where it belongs, or what has it comes from elsewhere: nothing may be told.

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use super::{Address, YouTube, routes::router, serve, testing::OneLesson};

const REQUESTS: usize = 10_000;
/// As many clients ask at a time.
const CLIENTS: usize = 64;
/// As many connections are held open at a time by whoever never finishes a request.
const HELD: usize = 300;
/// Shorter than the usual ones, so that the slow ones are soon over; and far fewer places than there are attackers.
const LIMITS: serve::Limits = serve::Limits { head: Duration::from_millis(300), connections: 48 };
/// Far more than anything takes, and far less than what waits for ever.
const PATIENCE: Duration = Duration::from_secs(20);
/// What the server may grow by under all this, in kilobytes.
const GROWTH: usize = 16 * 1024;

/// The attached file: larger than what fits between a server and a client that does not read.
fn video() -> Vec<u8> {
    (0..8_000_000_u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 24) as u8).collect()
}

/// The server alone, until nobody holds its standard input any more.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "the test below starts it"]
async fn serves_until_its_starter_is_gone() {
    let (listener, address) = Address::bind().expect("a port");
    println!("\nADDRESS {} {}", address.port, address.token);
    thread::spawn(|| {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
    serve::serve(listener, router(address, OneLesson::with(&video())), LIMITS).await;
}

struct Server {
    process: Child,
    address: Address,
}

impl Server {
    fn start() -> Self {
        let mut process = Command::new(std::env::current_exe().expect("this program"))
            .args(["media::hostile::serves_until_its_starter_is_gone", "--exact", "--ignored", "--nocapture"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a server");
        let lines = BufReader::new(process.stdout.take().expect("its output")).lines();
        let told = lines.map_while(Result::ok).find_map(|line| {
            let (port, token) = line.strip_prefix("ADDRESS ")?.split_once(' ')?;
            Some((port.parse().ok()?, token.to_owned()))
        });
        let (port, token) = told.expect("its address");
        let youtube = YouTube { script: String::new(), embed: String::new() };
        Self { process, address: Address { port, token, youtube } }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.address.port)).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("patience");
        stream
    }

    /// Everything that comes back until the server closes the connection.
    fn ask(&self, request: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        // The server may have closed before it was sent everything.
        let _ = stream.write_all(request);
        read_to_end(&mut stream)
    }

    /// As our own window asks: with token, host, and perhaps more.
    fn request(&self, path: &str, more: &str) -> Vec<u8> {
        let Address { port, token, .. } = &self.address;
        format!("GET /{token}/{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{more}\r\n").into_bytes()
    }

    /// The page and a part of the file, as the window gets them; how long both took.
    fn serves_the_window(&self, video: &[u8]) -> Duration {
        let start = Instant::now();
        let page = self.ask(&self.request("youtube/one", ""));
        assert!(page.starts_with(b"HTTP/1.1 200 ") && page.ends_with(b"</html>\n"), "{}", words(&page));
        let part = self.ask(&self.request("video/one", "Range: bytes=4000000-4099999\r\n"));
        assert!(part.starts_with(b"HTTP/1.1 206 ") && part.ends_with(&video[4_000_000..4_100_000]));
        start.elapsed()
    }

    /// What the process holds now and has held at the most, in kilobytes.
    fn memory(&self) -> Option<[usize; 2]> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let value = |name: &str| {
            status.lines().find_map(|line| line.strip_prefix(name)?.split_whitespace().next()?.parse().ok())
        };
        Some([value("VmRSS:")?, value("VmHWM:")?])
    }

    /// How many files and sockets it holds open.
    fn open(&self) -> Option<usize> {
        Some(std::fs::read_dir(format!("/proc/{}/fd", self.process.id())).ok()?.count())
    }

    /// Ends the server; what it said on its way.
    fn end(mut self) -> String {
        drop(self.process.stdin.take());
        let output = self.process.wait_with_output().expect("the end of the server");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }
}

fn read_to_end(stream: &mut TcpStream) -> Vec<u8> {
    let mut answer = Vec::new();
    if let Err(error) = stream.read_to_end(&mut answer) {
        use std::io::ErrorKind::{TimedOut, WouldBlock};
        // It may be reset, with what was sent too much; it may not be left open.
        assert!(![TimedOut, WouldBlock].contains(&error.kind()), "no answer and no end");
    }
    answer
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(300)]).into_owned()
}

/// The parts from which requests are made. None of them, put together in any way, may be answered: the token stands in no
/// target as its first segment, and what has it there says in `ELSEWHERE` that it comes from elsewhere or wants something
/// else than the server has.
struct Parts {
    methods: Vec<String>,
    targets: Vec<String>,
    versions: Vec<&'static str>,
    hosts: Vec<String>,
    headers: Vec<Vec<u8>>,
    rests: Vec<Vec<u8>>,
    /// Method, target and headers, with the token.
    elsewhere: Vec<(String, String, String)>,
}

#[rustfmt::skip]
impl Parts {
    fn of(Address { port, token, .. }: &Address) -> Self {
        let own = format!("127.0.0.1:{port}");
        let strings = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let mut methods = strings(&[
            "GET", "HEAD", "GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get", "GE T",
            "\0GET", "G\u{e9}T", "GET\t", "", " GET", "PRI",
        ]);
        methods.push("A".repeat(20_000));
        let upper = token.to_uppercase();
        let encoded = format!("%{:02x}{}", token.as_bytes()[0], &token[1..]);
        let mut targets = strings(&[
            "/video/one", "/", "", "*", "//", "/youtube/one", "/check", "/referer", "/youtube.js", "/../video/one", "/etc/passwd",
            "/../../../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd", "/..%5c..%5cwindows%5cwin.ini",
            "/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd", "/....//....//etc/passwd", "/..;/video/one", "/.%00/video/one", "/%",
            "/%zz", "/\0", "/\u{e9}", "\\..\\..\\etc\\passwd", "http://evil.example/video/one", "//evil.example/video/one",
            "evil.example:80", "file:///etc/passwd", "/favicon.ico", "/.git/config", "/<script>alert(1)</script>", "/?", "/#",
            "/{token}/video/one", "/*/video/one", "/ video/one", "/%20/video/one", "///video///one", "/00000000000000000000000000000000/video/one",
        ]);
        targets.extend([
            // The token, where it does not belong.
            format!("/?{token}"), format!("/x/{token}/video/one"), format!("//{token}/video/one"), format!("/./{token}/video/one"),
            format!("/../{token}/video/one"), format!("/%2f{token}/video/one"), format!("/{token}%2fvideo%2fone"), format!("/{token}%00/video/one"),
            format!("/{encoded}/video/one"), format!("/{token};/video/one"), format!("/{token}.{token}/video/one"), format!("/video/one/{token}"),
            // Nearly the token.
            format!("/{}/video/one", &token[..31]), format!("/{token}0/video/one"), format!("/0{token}/video/one"), format!("/{}/video/one", token.replace(&token[..1], "g")),
            format!("/{}/video/one", if upper == *token { "0".into() } else { upper }), format!("/{}", "a/".repeat(4_000)), format!("/{}", "a".repeat(70_000)),
        ]);
        let hosts = vec![
            format!("Host: {own}\r\n"), format!("Host: {own}\r\n"), format!("Host: localhost:{port}\r\n"), format!("Host: evil.example:{port}\r\n"),
            "Host: evil.example\r\n".into(), "Host: 127.0.0.1\r\n".into(), format!("Host: {own}.evil.example\r\n"), format!("Host: {own}@evil.example\r\n"),
            format!("Host: user@{own}\r\n"), format!("Host: [::1]:{port}\r\n"), format!("Host: [::ffff:127.0.0.1]:{port}\r\n"), format!("Host: 0.0.0.0:{port}\r\n"),
            format!("Host: 2130706433:{port}\r\n"), format!("Host: 127.1:{port}\r\n"), format!("Host: 127.0.0.1.:{port}\r\n"), format!("Host: {own}\r\nHost: evil.example\r\n"),
            format!("Host: evil.example\r\nHost: {own}\r\n"), format!("Host: {own}, evil.example\r\n"), "Host:\r\n".into(), String::new(),
            format!("Host : {own}\r\n"), format!(" Host: {own}\r\n"), format!("X-Forwarded-Host: {own}\r\n"), format!("Host: 127.0.0.1:0{port}\r\n"),
        ];
        let many = "X: y\r\n".repeat(200);
        let headers = [
            "", "Origin: https://evil.example\r\n", "Origin: null\r\n", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n", "Range: bytes=0-\r\n",
            "Range: bytes=0-0,1-1,2-2\r\n", "Range: bytes=-99999999999999999999\r\n", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "Content-Length: 5\r\nContent-Length: 6\r\n", "Content-Length: -1\r\n",
            "Content-Length: 99999999999999999999\r\n", "Content-Length: 5, 5\r\n", "Content-Length: +5\r\n", "Transfer-Encoding: identity, chunked\r\n",
            "Transfer-Encoding: chunked, identity\r\n", "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding : chunked\r\n", "Transfer-Encoding:\x0bchunked\r\n",
            "Expect: 100-continue\r\nContent-Length: 5\r\n", "Connection: keep-alive\r\n", "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n",
            "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n", "X-Original-URL: /video/one\r\n", "X-HTTP-Method-Override: GET\r\n", "no colon\r\n", ": no name\r\n",
            "X: \0\r\n", "X: y\r\n folded\r\n", "X: y\n", "X: y\r", "X\u{e9}: \u{e9}\r\n", "Access-Control-Request-Method: GET\r\nOrigin: https://evil.example\r\n",
            "If-None-Match: *\r\n", "If-Range: \"x\"\r\nRange: bytes=0-1\r\n", "Accept-Encoding: gzip, br, *\r\n",
        ];
        let mut headers: Vec<_> = headers.iter().map(|header| header.as_bytes().to_vec()).collect();
        headers.extend([
            many.into_bytes(), format!("X: {}\r\n", "y".repeat(100_000)).into_bytes(), format!("{}: y\r\n", "X".repeat(70_000)).into_bytes(),
            b"X: \xff\xfe\r\n".to_vec(), format!("Cookie: token={token}\r\n").into_bytes(), format!("Authorization: Bearer {token}\r\n").into_bytes(),
            format!("Referer: http://{own}/{token}/youtube/one\r\n").into_bytes(), format!("X-Original-URL: /{token}/video/one\r\n").into_bytes(),
        ]);
        // Behind it, what would be answered if it were a request: with token, host and all.
        let hidden = format!("GET /{token}/video/one HTTP/1.1\r\nHost: {own}\r\nRange: bytes=0-99\r\n\r\n");
        let rests = vec![
            Vec::new(), Vec::new(), b"hello".to_vec(), b"5\r\nhello\r\n0\r\n\r\n".to_vec(), hidden.clone().into_bytes(),
            format!("0\r\n\r\n{hidden}").into_bytes(), format!("hello{hidden}").into_bytes(), format!("\r\n\r\n{hidden}").into_bytes(),
            format!("ffffffffffffffff\r\n{hidden}").into_bytes(), vec![0; 1000], vec![0xff; 1000], hidden.repeat(20).into_bytes(),
        ];
        let right = format!("Host: {own}\r\n");
        let mut elsewhere = Vec::new();
        for path in ["youtube/one", "video/one", "check", "youtube.js", "referer"] {
            let target = format!("/{token}/{path}");
            // A name that resolves to 127.0.0.1, and another site's script.
            for host in hosts.iter().filter(|host| **host != right) {
                elsewhere.push(("GET".into(), target.clone(), host.clone()));
            }
            for origin in ["https://evil.example", "null", "https://www.youtube-nocookie.com", "http://localhost", "tauri://localhost", ""] {
                elsewhere.push(("GET".into(), target.clone(), format!("{right}Origin: {origin}\r\nSec-Fetch-Site: cross-site\r\n")));
            }
            for method in methods.iter().filter(|method| !["GET", "HEAD"].contains(&method.as_str())) {
                elsewhere.push((method.clone(), target.clone(), right.clone()));
            }
        }
        for path in [
            "", "video", "video/", "video/two", "video/gone", "video/one/", "video/one/..", "video/../video/one", "video/one%00", "video/one%2f", "video/%6fne%2e%2e",
            "video//etc/passwd", "video/..%2f..%2f..%2fetc%2fpasswd", "video/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "video/....//etc/passwd", "../video/one", "../../etc/passwd",
            "youtube/../../etc/passwd", "youtube/<script>", "youtube/\"><script>", "check/../video/one", "video/one;.mp4", "video/ONE", "video/o%00ne",
        ] {
            elsewhere.push(("GET".into(), format!("/{token}/{path}"), right.clone()));
        }
        let versions = vec![
            " HTTP/1.1\r\n", " HTTP/1.1\r\n", " HTTP/1.1\r\n", " HTTP/1.0\r\n", " HTTP/0.9\r\n", " HTTP/2.0\r\n", " HTTP/9.9\r\n", " http/1.1\r\n", " HTTP/1.1 more\r\n",
            " HTTP/1.1\n", "\r\n", " HTTP/1.1\r\n\r\n", " \r\n", "\0 HTTP/1.1\r\n",
        ];
        Self { methods, targets, versions, hosts, headers, rests, elsewhere }
    }

    /// The request of this number: first each with the token, then ever other combinations of all parts. Half of the parts
    /// are the plain ones, which stand first, so that not every request fails at its first letter.
    fn request(&self, number: usize) -> Vec<u8> {
        let mut scattered = (number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut next = |length: usize| {
            scattered ^= scattered << 13;
            scattered ^= scattered >> 7;
            scattered ^= scattered << 17;
            let [plain, index] = [scattered >> 32, scattered & 0xffff_ffff];
            if plain % 2 == 0 { 0 } else { usize::try_from(index).expect("an index") % length }
        };
        let mut request = Vec::new();
        if let Some((method, target, headers)) = self.elsewhere.get(number) {
            request.extend(format!("{method} {target} HTTP/1.1\r\n{headers}").bytes());
        } else {
            let (method, target) = (next(self.methods.len()), next(self.targets.len()));
            request.extend(format!("{} {}", self.methods[method], self.targets[target]).bytes());
            request.extend(self.versions[next(self.versions.len())].bytes());
            request.extend(self.hosts[next(self.hosts.len())].bytes());
            request.extend(&self.headers[next(self.headers.len())]);
            request.extend(&self.headers[next(self.headers.len())]);
        }
        request.extend(b"\r\n");
        request.extend(&self.rests[next(self.rests.len())]);
        request
    }
}

/// The status of an answer that says nothing, or "closed" for none at all; what else there is, is an error.
fn nothing_said(answer: &[u8]) -> Result<String, String> {
    if answer.is_empty() {
        return Ok("closed".into());
    }
    let head_ends = answer.windows(4).position(|four| four == b"\r\n\r\n").ok_or("half an answer")?;
    let head = String::from_utf8_lossy(&answer[..head_ends]);
    let status = head.split(' ').nth(1).unwrap_or_default().to_owned();
    if answer.len() > head_ends + 4 {
        return Err(format!("{status} with {} bytes", answer.len() - head_ends - 4));
    }
    if head.to_lowercase().contains("access-control-allow") || !status.starts_with('4') {
        return Err(head.into_owned());
    }
    Ok(status)
}

#[test]
fn ten_thousand_hostile_requests_are_told_nothing_and_the_window_is_served() {
    let (server, video) = (Server::start(), video());
    let parts = Parts::of(&server.address);
    assert!(parts.elsewhere.len() < REQUESTS / 2);
    // What it takes at all is taken once: buffers, threads, the window's own requests.
    for number in 0..200 {
        nothing_said(&server.ask(&parts.request(number))).expect("nothing");
    }
    server.serves_the_window(&video);
    let before = server.memory();

    // Our own player, paused in the middle of a file, for as long as all of it lasts.
    let mut paused = server.connect();
    paused.write_all(&server.request("video/one", "")).expect("a request");
    let mut heard = vec![0; 1000];
    paused.read_exact(&mut heard).expect("the beginning of the file");

    let (next, over) = (AtomicUsize::new(0), AtomicBool::new(false));
    let statuses = Mutex::new(BTreeMap::<String, usize>::new());
    let start = Instant::now();
    let waits: Vec<Duration> = thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| {
                scope.spawn(|| {
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= REQUESTS {
                            return;
                        }
                        let request = parts.request(number);
                        let status = nothing_said(&server.ask(&request)).unwrap_or_else(|told| {
                            panic!("request {number}, {:?}, was told {told}", words(&request))
                        });
                        *statuses.lock().expect("the statuses").entry(status).or_default() += 1;
                    }
                })
            })
            .collect();
        let window = scope.spawn(|| {
            let mut waits = Vec::new();
            while !over.load(Ordering::Relaxed) {
                waits.push(server.serves_the_window(&video));
            }
            waits
        });
        let outcomes: Vec<_> = clients.into_iter().map(thread::ScopedJoinHandle::join).collect();
        over.store(true, Ordering::Relaxed);
        for outcome in outcomes {
            outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        }
        window.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    });
    let took = start.elapsed();

    let held = slow_ones_do_not_keep_the_window_waiting(&server, &video);

    paused.read_to_end(&mut heard).expect("the rest of the file");
    assert!(heard.ends_with(&video), "the paused one was cut off");
    let after = server.memory();
    let statuses = statuses.into_inner().expect("the statuses");
    assert_eq!(statuses.values().sum::<usize>(), REQUESTS);
    let longest = waits.iter().max().expect("the window asked");
    println!(
        "{REQUESTS} hostile requests, {CLIENTS} at a time, in {took:.1?}: {statuses:?}; the window asked {} times meanwhile \
         for a page and a part of its video and had both after {longest:.0?} at the most; with {HELD} connections held open, \
         after {held:.0?}",
        waits.len(),
    );
    if let (Some([before, _]), Some([now, most])) = (before, after) {
        println!("memory of the server: {before} kB before, {most} kB at the most, {now} kB after");
        assert!(most < before + GROWTH, "{before} kB became {most} kB");
    }
    let said = server.end();
    assert!(!said.contains("panicked"), "{said}");
}

/// Some say nothing, some half a request, some a letter at a time. All are cut off, whether they go on talking or not.
/// How long the window waited behind them.
fn slow_ones_do_not_keep_the_window_waiting(server: &Server, video: &[u8]) -> Duration {
    let open = server.open();
    thread::scope(|scope| {
        let mut silent: Vec<_> = (0..HELD).map(|_| server.connect()).collect();
        for (number, stream) in silent.iter_mut().enumerate() {
            // It may be closed already.
            let _ = stream.write_all(&b"GET /video/one HTTP/1.1\r\nHost: 127.0"[..number % 37]);
        }
        let dripping: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    let mut stream = server.connect();
                    let start = Instant::now();
                    while stream.write_all(b"X").is_ok() {
                        assert!(start.elapsed() < PATIENCE, "it may go on for ever");
                        thread::sleep(LIMITS.head / 20);
                    }
                })
            })
            .collect();
        if let (Some(before), Some(now)) = (open, server.open()) {
            assert!(
                (before + 5..=before + LIMITS.connections).contains(&now),
                "{before} files open, then {now}"
            );
        }
        let waited = server.serves_the_window(video);
        for stream in &mut silent {
            nothing_said(&read_to_end(stream)).expect("nothing");
        }
        for one in dripping {
            one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        }
        waited
    })
}
