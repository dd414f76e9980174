//! A small mailbox that keeps to a script.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use channels::{ChannelSettings, Secret};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::timeout;

/// What does not happen within this happens never.
const PATIENCE: Duration = Duration::from_secs(30);

/// A mail that somebody deletes while the mailbox is read.
pub(crate) const GONE: &str = "gone";
/// One the server cannot read itself.
pub(crate) const REFUSED: &str = "refused";
/// One at which the connection breaks.
pub(crate) const BREAKS: &str = "breaks";

/// What a server makes of somebody who wants to be told of new mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Habit {
    /// It tells.
    Tells,
    /// It hangs up as soon as it would have something to tell.
    HangsUp,
    /// It says that it could, and refuses.
    Refuses,
    /// It has never heard of that.
    Silent,
    /// It tells, and its answer to the first search is behind the times: a mail comes between the result and the end of the answer.
    FallsBehind,
}

/// Mails by UID.
type Mails = Vec<(u32, &'static str)>;

/// A mailbox, and what one can see and do behind its back.
pub(crate) struct Server {
    /// What has to be known to read it.
    pub(crate) settings: ChannelSettings,
    asked: Arc<Mutex<Vec<String>>>,
    mails: watch::Sender<Mails>,
    token: Arc<Mutex<String>>,
}

impl Server {
    /// With these mails.
    pub(crate) async fn start(uid_validity: u32, mails: Mails, habit: Habit) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port().to_string();
        let asked = Arc::<Mutex<Vec<String>>>::default();
        let mails = watch::Sender::new(mails);
        let token = Arc::new(Mutex::new("tok:en".to_owned()));
        let (kept, delivered, good) = (Arc::clone(&asked), mails.clone(), Arc::clone(&token));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (asked, mails, token) = (Arc::clone(&kept), delivered.clone(), Arc::clone(&good));
                tokio::spawn(Connection { uid_validity, habit, asked, mails, token, announced: 0 }.serve(stream));
            }
        });
        let settings = ChannelSettings {
            imap_host: "127.0.0.1".to_owned(),
            imap_port: port,
            imap_security: "none".to_owned(),
            imap_user: "help".to_owned(),
            imap_password: Secret::new("wo\"rd"),
            ..ChannelSettings::default()
        };
        Self { settings, asked, mails, token }
    }

    /// From now on this is the only good access token.
    pub(crate) fn accepts(&self, token: &str) {
        token.clone_into(&mut self.token.lock().unwrap());
    }

    /// A mail arrives.
    pub(crate) fn deliver(&self, uid: u32, mail: &'static str) {
        self.mails.send_modify(|mails| mails.push((uid, mail)));
    }

    /// All commands so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// How often it was told this.
    pub(crate) fn count(&self, command: &str) -> usize {
        self.asked().iter().filter(|asked| *asked == command).count()
    }

    /// Goes on when it was told this so many times.
    pub(crate) async fn heard(&self, command: &str, times: usize) {
        let told = async {
            while self.count(command) < times {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        timeout(PATIENCE, told).await.unwrap();
    }
}

struct Connection {
    uid_validity: u32,
    habit: Habit,
    asked: Arc<Mutex<Vec<String>>>,
    mails: watch::Sender<Mails>,
    /// The good access token.
    token: Arc<Mutex<String>>,
    /// How many mails the other side knows of.
    announced: usize,
}

impl Connection {
    async fn serve(mut self, stream: TcpStream) {
        let mut stream = BufReader::new(stream);
        stream.write_all(b"* OK ready\r\n").await.unwrap();
        let mut line = String::new();
        loop {
            line.clear();
            if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
                return;
            }
            let (tag, command) = line.trim_end().split_once(' ').unwrap();
            self.asked.lock().unwrap().push(command.to_owned());
            if command == "AUTHENTICATE XOAUTH2" {
                let good = self.token.lock().unwrap().clone();
                let end =
                    if signs_in(&mut stream, &good).await { "OK welcome" } else { "NO [AUTHENTICATIONFAILED] expired" };
                stream.write_all(format!("{tag} {end}\r\n").as_bytes()).await.unwrap();
                continue;
            }
            if command == "IDLE" && self.habit != Habit::Refuses {
                if !self.idle(&mut stream).await {
                    return;
                }
                stream.write_all(format!("{tag} OK enough\r\n").as_bytes()).await.unwrap();
                continue;
            }
            let Some((reply, end)) = self.answer(command) else { return };
            if stream.write_all(format!("{reply}{tag} {end}\r\n").as_bytes()).await.is_err() {
                return;
            }
        }
    }

    /// What it says to a command; nothing: it hangs up.
    fn answer(&mut self, command: &str) -> Option<(String, &'static str)> {
        let mails = self.mails.borrow().clone();
        let words: Vec<&str> = command.split(' ').collect();
        Some(match &words[..] {
            ["CAPABILITY"] => {
                let idle = if self.habit == Habit::Silent { "" } else { " idle" };
                (format!("* CAPABILITY IMAP4rev1{idle}\r\n"), "OK done")
            }
            ["LOGIN", _, password] if *password != "\"wo\\\"rd\"" => (String::new(), "NO [AUTHENTICATIONFAILED] wrong"),
            ["EXAMINE", folder] if *folder != "\"INBOX\"" => (String::new(), "NO no such folder"),
            ["EXAMINE", _] => {
                self.announced = mails.len();
                let valid = self.uid_validity;
                (format!("* {} EXISTS\r\n* OK [UIDVALIDITY {valid}] valid\r\n", mails.len()), "OK done")
            }
            ["UID", "SEARCH", "UID", range, "SINCE", _] => {
                let from: u32 = range.trim_end_matches(":*").parse().unwrap();
                let last = mails.iter().map(|(uid, _)| *uid).max();
                let found = mails.iter().map(|(uid, _)| *uid).filter(|uid| *uid >= from || Some(*uid) == last);
                let found = found.map(|uid| format!(" {uid}")).collect::<String>();
                if self.habit == Habit::FallsBehind && mails.is_empty() {
                    self.mails.send_modify(|mails| mails.push((1, "From: a@x\r\n\r\nlate")));
                }
                (format!("* SEARCH{found}\r\n{}", self.announce()), "OK done")
            }
            // Asked for one mail only: is it still there?
            ["UID", "SEARCH", "UID", uid] => {
                let there = mails.iter().any(|(other, mail)| other.to_string() == *uid && *mail != GONE);
                (format!("* SEARCH{}\r\n", if there { format!(" {uid}") } else { String::new() }), "OK done")
            }
            ["UID", "FETCH", uid, what @ ..] => return fetch(&mails, uid.parse().unwrap(), &what.join(" ")),
            ["NOOP"] => (self.announce(), "OK done"),
            ["IDLE"] => (String::new(), "NO not now"),
            _ => (String::new(), "OK done"),
        })
    }

    /// Tells of mails that came since it last did.
    fn announce(&mut self) -> String {
        let now = self.mails.borrow().len();
        let news = if now == self.announced { String::new() } else { format!("* {now} EXISTS\r\n") };
        self.announced = now;
        news
    }

    /// Until the other side has had enough; `false`: it hangs up.
    async fn idle(&mut self, stream: &mut BufReader<TcpStream>) -> bool {
        let mut mails = self.mails.subscribe();
        mails.mark_changed();
        stream.write_all(b"+ idling\r\n* OK still here\r\n").await.unwrap();
        let mut line = String::new();
        loop {
            tokio::select! {
                read = stream.read_line(&mut line) => {
                    self.asked.lock().unwrap().push(line.trim_end().to_owned());
                    return read.unwrap_or(0) > 0;
                }
                _ = mails.changed() => {
                    let news = self.announce();
                    if !news.is_empty() && self.habit == Habit::HangsUp {
                        return false;
                    }
                    stream.write_all(news.as_bytes()).await.unwrap();
                }
            }
        }
    }
}

/// With the right token. A refusal tells its reasons first, and waits for the other side to take note.
async fn signs_in(stream: &mut BufReader<TcpStream>, good: &str) -> bool {
    let mut line = String::new();
    stream.write_all(b"+ \r\n").await.unwrap();
    stream.read_line(&mut line).await.unwrap();
    if line.trim_end() == STANDARD.encode(format!("user=help\x01auth=Bearer {good}\x01\x01")) {
        return true;
    }
    stream.write_all(b"+ eyJzdGF0dXMiOiI0MDEifQ==\r\n").await.unwrap();
    line.clear();
    stream.read_line(&mut line).await.unwrap();
    assert_eq!(line, "\r\n");
    false
}

fn fetch(mails: &[(u32, &'static str)], uid: u32, what: &str) -> Option<(String, &'static str)> {
    let mail = mails.iter().find(|(other, _)| *other == uid).map(|(_, mail)| *mail).unwrap_or_default();
    if mail == BREAKS && what == "(UID BODY.PEEK[])" {
        return None;
    }
    // News of another mail in between, as servers send it.
    let news = "* 9 FETCH (UID 999 FLAGS (\\Seen))\r\n".to_owned();
    let found = match what {
        _ if [GONE, REFUSED].contains(&mail) => String::new(),
        "(UID RFC822.SIZE)" => format!("* 1 FETCH (UID {uid} RFC822.SIZE {})\r\n", mail.len()),
        "(UID BODY.PEEK[])" => format!("* 1 FETCH (UID {uid} BODY[] {{{}}}\r\n{mail})\r\n", mail.len()),
        other => panic!("{other}"),
    };
    Some((news + &found, if mail == REFUSED { "NO [SERVERBUG] cannot read it" } else { "OK done" }))
}
