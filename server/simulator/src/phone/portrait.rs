//! A face for everybody: head and shoulders before a colour made from the id, as PNG.

/// Width and height in pixels.
const SIZE: u32 = 96;

/// The picture of the person with this id; always the same.
pub(super) fn draw(id: &str) -> Vec<u8> {
    let seed = id
        .bytes()
        .fold(7_u32, |seed, byte| seed.wrapping_mul(31).wrapping_add(u32::from(byte)))
        .wrapping_mul(0x9e37_79b1);
    let channel = |shift: u32| 96 + u8::try_from((seed >> shift) % 112).unwrap_or_default();
    let back = [channel(3), channel(11), channel(19)];
    let front = back.map(|part| part.saturating_add(48));
    let mut raw = Vec::new();
    for y in 0..SIZE {
        // Every row begins with the word that it is not filtered.
        raw.push(0);
        for x in 0..SIZE {
            let inside = within(x, y, 48, 38, 17) || within(x, y, 48, 98, 36);
            raw.extend(if inside { front } else { back });
        }
    }
    png(&raw)
}

fn within(x: u32, y: u32, middle_x: u32, middle_y: u32, radius: u32) -> bool {
    x.abs_diff(middle_x).pow(2) + y.abs_diff(middle_y).pow(2) <= radius.pow(2)
}

/// PNG with 8 bits for each of red, green and blue, not compressed.
fn png(raw: &[u8]) -> Vec<u8> {
    let mut head = [SIZE.to_be_bytes(), SIZE.to_be_bytes()].concat();
    head.extend([8, 2, 0, 0, 0]);
    let mut data = vec![0x78, 0x01];
    let blocks = raw.chunks(60_000);
    let last = blocks.len().saturating_sub(1);
    for (place, block) in blocks.enumerate() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        data.push(u8::from(place == last));
        data.extend(length.to_le_bytes());
        data.extend((!length).to_le_bytes());
        data.extend(block);
    }
    data.extend(adler(raw).to_be_bytes());
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, content) in [(b"IHDR", &head), (b"IDAT", &data), (b"IEND", &Vec::new())] {
        let named = [kind.as_slice(), content].concat();
        file.extend(u32::try_from(content.len()).unwrap_or_default().to_be_bytes());
        file.extend(&named);
        file.extend(crc(&named).to_be_bytes());
    }
    file
}

fn adler(bytes: &[u8]) -> u32 {
    let (a, b) = bytes.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    b << 16 | a
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_the_published_ones() {
        assert_eq!(crc(b"123456789"), 0xcbf4_3926);
        assert_eq!(adler(b"Wikipedia"), 0x11e6_0398);
    }

    #[test]
    fn a_person_keeps_their_face() {
        assert_eq!(draw("7390011223344501"), draw("7390011223344501"));
        assert_ne!(draw("7390011223344501"), draw("7390011223344502"));
        assert!(draw("a").starts_with(b"\x89PNG"));
    }
}
