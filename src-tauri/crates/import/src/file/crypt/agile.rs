//! Agile encryption: Excel 2010 and later ([MS-OFFCRYPTO] 2.3.4.10–15).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::Closed;
use super::cipher::{Aes, BLOCK, Hash, fitted, start};

/// The package is sealed in pieces of this size.
const SEGMENT: usize = 4_096;
/// The standard's own limit of rounds.
const MOST_ROUNDS: u32 = 10_000_000;
/// What is hashed to the password to get the key of the verifier's input, of its hash, and of the
/// package's key.
const VERIFIER_INPUT: [u8; 8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
const VERIFIER_HASH: [u8; 8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
const PACKAGE_KEY: [u8; 8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];

pub(super) fn open(info: &[u8], sealed: &[u8], password: &str) -> Result<Vec<u8>, Closed> {
    let text = info.get(8..).and_then(|xml| std::str::from_utf8(xml).ok());
    let text = text.ok_or(Closed::Damaged)?;
    let data = Scheme::of(element(text, "keyData").ok_or(Closed::Damaged)?)?;
    // Without one for passwords there may be one for certificates.
    let locked = element(text, "encryptedKey").ok_or(Closed::Unknown)?;
    let lock = Scheme::of(locked)?;
    let key = key(&lock, locked, password)?;
    let aes = Aes::new(key.get(..data.key_bytes).ok_or(Closed::Damaged)?)?;
    let mut package = sealed.to_vec();
    for (number, segment) in (0_u32..).zip(package.chunks_mut(SEGMENT)) {
        let hash = data.hash.of(&data.salt, &number.to_le_bytes());
        aes.chained(start(&hash), segment);
    }
    Ok(package)
}

/// The key of the package, once the password has been found to be right.
fn key(lock: &Scheme, locked: &str, password: &str) -> Result<Vec<u8>, Closed> {
    let rounds = number(locked, "spinCount")?;
    if rounds > MOST_ROUNDS {
        return Err(Closed::Unknown);
    }
    let hashed = lock.hash.of_password(&lock.salt, password, rounds);
    let opened = |name: &str, purpose: &[u8]| -> Result<Vec<u8>, Closed> {
        let mut bytes = binary(locked, name)?;
        let key = fitted(&lock.hash.of(&hashed, purpose), lock.key_bytes);
        Aes::new(&key)?.chained(start(&lock.salt), &mut bytes);
        Ok(bytes)
    };
    let mut input = opened("encryptedVerifierHashInput", &VERIFIER_INPUT)?;
    input.truncate(lock.salt.len());
    let expected = opened("encryptedVerifierHashValue", &VERIFIER_HASH)?;
    let hash = lock.hash.of(&input, &[]);
    if !expected.starts_with(&hash) {
        return Err(Closed::WrongPassword);
    }
    opened("encryptedKeyValue", &PACKAGE_KEY)
}

/// How something is sealed.
struct Scheme {
    hash: Hash,
    salt: Vec<u8>,
    key_bytes: usize,
}

impl Scheme {
    fn of(element: &str) -> Result<Self, Closed> {
        let is = |name, value| attribute(element, name) == Some(value);
        let hash = attribute(element, "hashAlgorithm").and_then(Hash::named);
        if !is("cipherAlgorithm", "AES")
            || !is("cipherChaining", "ChainingModeCBC")
            || number(element, "blockSize")? as usize != BLOCK
        {
            return Err(Closed::Unknown);
        }
        Ok(Self {
            hash: hash.ok_or(Closed::Unknown)?,
            salt: binary(element, "saltValue")?,
            key_bytes: number(element, "keyBits")? as usize / 8,
        })
    }
}

/// The first element of a name, whatever its prefix: from the name to the end of its tag.
fn element<'t>(xml: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = xml;
    loop {
        rest = &rest[rest.find('<')? + 1..];
        let tag = &rest[..rest.find('>')?];
        let end = tag.find(|c: char| c.is_ascii_whitespace() || c == '/');
        let full = &tag[..end.unwrap_or(tag.len())];
        if full.rsplit(':').next() == Some(name) {
            return Some(tag);
        }
    }
}

fn attribute<'t>(element: &'t str, name: &str) -> Option<&'t str> {
    let at = element.match_indices(name).find_map(|(at, _)| {
        let before = element[..at].chars().next_back()?;
        let rest = element[at + name.len()..].strip_prefix('=')?;
        before.is_ascii_whitespace().then_some(rest)
    })?;
    let quote = at.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    at[1..].split(quote).next()
}

fn number(element: &str, name: &str) -> Result<u32, Closed> {
    let text = attribute(element, name).ok_or(Closed::Damaged)?;
    text.parse().map_err(|_| Closed::Damaged)
}

fn binary(element: &str, name: &str) -> Result<Vec<u8>, Closed> {
    let text = attribute(element, name).ok_or(Closed::Damaged)?;
    STANDARD.decode(text).map_err(|_| Closed::Damaged)
}
