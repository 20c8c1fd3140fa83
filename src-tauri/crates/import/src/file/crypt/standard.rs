//! Standard encryption: Excel 2007 ([MS-OFFCRYPTO] 2.3.4.5–9).

use super::Closed;
use super::cipher::{Aes, Hash};

const ROUNDS: u32 = 50_000;
/// AES with 128, 192 and 256 bits.
const AES: std::ops::RangeInclusive<u32> = 0x660E..=0x6610;
/// Fixed part of the header before the name of the provider.
const HEADER: usize = 12;

pub(super) fn open(info: &[u8], sealed: &[u8], password: &str) -> Result<Vec<u8>, Closed> {
    let length = word(info, 8)? as usize;
    let header = info.get(HEADER..).ok_or(Closed::Damaged)?;
    let verifier = header.get(length..).ok_or(Closed::Damaged)?;
    if !AES.contains(&word(header, 8)?) {
        return Err(Closed::Unknown);
    }
    let key_bytes = word(header, 16)? as usize / 8;
    let part = |from: usize, to: usize| verifier.get(from..to).ok_or(Closed::Damaged);
    let key = key(part(4, 20)?, password, key_bytes)?;
    let aes = Aes::new(&key)?;
    let (mut input, mut expected) = (part(20, 36)?.to_vec(), part(40, 72)?.to_vec());
    aes.blocks(&mut input);
    aes.blocks(&mut expected);
    if !expected.starts_with(&Hash::Sha1.of(&input, &[])) {
        return Err(Closed::WrongPassword);
    }
    let mut package = sealed.to_vec();
    aes.blocks(&mut package);
    Ok(package)
}

fn key(salt: &[u8], password: &str, length: usize) -> Result<Vec<u8>, Closed> {
    let hashed = Hash::Sha1.of_password(salt, password, ROUNDS);
    let hash = Hash::Sha1.of(&hashed, &0_u32.to_le_bytes());
    let half = |filling: u8| {
        let mut mixed = [filling; 64];
        for (to, from) in mixed.iter_mut().zip(&hash) {
            *to ^= from;
        }
        Hash::Sha1.of(&mixed, &[])
    };
    let key = [half(0x36), half(0x5C)].concat();
    key.get(..length).map(<[u8]>::to_vec).ok_or(Closed::Unknown)
}

fn word(bytes: &[u8], at: usize) -> Result<u32, Closed> {
    let found = bytes.get(at..).and_then(|rest| rest.first_chunk());
    found
        .map(|bytes| u32::from_le_bytes(*bytes))
        .ok_or(Closed::Damaged)
}
