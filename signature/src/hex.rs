//! Bytes as hexadecimal digits.

/// The bytes that exactly these digits stand for.
pub fn read<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != N.checked_mul(2)? {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let [high, low] = pair else { return None };
        *byte = (digit(*high)? << 4) | digit(*low)?;
    }
    Some(bytes)
}

/// One digit; those above nine are small letters, so that everything is written in one way.
fn digit(of: u8) -> Option<u8> {
    match of {
        b'0'..=b'9' => of.checked_sub(b'0'),
        b'a'..=b'f' => of.checked_sub(b'a')?.checked_add(10),
        _ => None,
    }
}

/// The digits of these bytes.
pub fn write(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(half.into(), 16);
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(digit).collect()
}
