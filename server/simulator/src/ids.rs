//! Ids that look like the providers' own: as long, and of the same letters.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use uuid::Uuid;

fn random(parts: usize) -> Vec<u8> {
    (0..parts).flat_map(|_| Uuid::new_v4().into_bytes()).collect()
}

/// WhatsApp: `wamid.` and base64 of the number and something random.
pub(crate) fn wamid(number: &str) -> String {
    let mut bytes = b"\x1d\x18\x0d".to_vec();
    bytes.extend(number.bytes());
    bytes.extend([0x15, 0x02, 0x00]);
    bytes.extend(random(1));
    format!("wamid.{}", STANDARD.encode(bytes))
}

/// Messenger.
pub(crate) fn mid() -> String {
    format!("m_{}", URL_SAFE_NO_PAD.encode(random(4)))
}

/// Instagram: base64 of a path, with letters of its own behind.
pub(crate) fn instagram(account: &str) -> String {
    let number = Uuid::new_v4().as_u128();
    format!("{}ZD", URL_SAFE_NO_PAD.encode(format!("ig_dm_item:1:IGMessageID:{account}:{number}:{}", number >> 40)))
}

/// Gupshup: the id its send call answers with.
pub(crate) fn gupshup() -> String {
    Uuid::new_v4().to_string()
}

/// Gupshup: WhatsApp's id of the same message.
pub(crate) fn gupshup_whatsapp() -> String {
    format!("gBEG{}", URL_SAFE_NO_PAD.encode(random(1)))
}

/// A number of that many digits, as Meta numbers media, comments and posts.
pub(crate) fn digits(count: u32) -> String {
    let count = count.clamp(2, 18);
    let least = 10_u64.pow(count - 1);
    (least + rand::random::<u64>() % (least * 9)).to_string()
}

/// E-mail: the Message-ID of a mail of this sender, without its brackets.
pub(crate) fn mail(sender: &str) -> String {
    let domain = sender.rsplit_once('@').map_or("simulator.example", |(_, domain)| domain);
    format!("{}@{domain}", Uuid::new_v4().simple())
}

/// Telegram: the name of a file.
pub(crate) fn file() -> String {
    format!("BQAC{}", URL_SAFE_NO_PAD.encode(random(2)))
}

/// What Meta calls a trace.
pub(crate) fn trace() -> String {
    format!("A{}", URL_SAFE_NO_PAD.encode(random(1)))
}
