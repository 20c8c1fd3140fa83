//! AES and the hashes, chosen by what the file says.

use aes::cipher::{Array, BlockCipherDecrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::Closed;

/// Bytes of an AES block.
pub(super) const BLOCK: usize = 16;

/// A hash by its name in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "SHA1" | "SHA-1" => Some(Self::Sha1),
            "SHA256" | "SHA-256" => Some(Self::Sha256),
            "SHA384" | "SHA-384" => Some(Self::Sha384),
            "SHA512" | "SHA-512" => Some(Self::Sha512),
            _ => None,
        }
    }

    /// The hash of two pieces, one after the other.
    pub(super) fn of(self, first: &[u8], second: &[u8]) -> Vec<u8> {
        fn digest<D: Digest>(first: &[u8], second: &[u8]) -> Vec<u8> {
            D::new()
                .chain_update(first)
                .chain_update(second)
                .finalize()
                .to_vec()
        }
        match self {
            Self::Sha1 => digest::<Sha1>(first, second),
            Self::Sha256 => digest::<Sha256>(first, second),
            Self::Sha384 => digest::<Sha384>(first, second),
            Self::Sha512 => digest::<Sha512>(first, second),
        }
    }

    /// A password hashed over and over, so that trying many takes long.
    pub(super) fn of_password(self, salt: &[u8], password: &str, rounds: u32) -> Vec<u8> {
        let wide: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut hash = self.of(salt, &wide);
        for round in 0..rounds {
            hash = self.of(&round.to_le_bytes(), &hash);
        }
        hash
    }
}

/// AES with a key of 16, 24 or 32 bytes.
pub(super) enum Aes {
    Short(Aes128),
    Middle(Aes192),
    Long(Aes256),
}

impl Aes {
    pub(super) fn new(key: &[u8]) -> Result<Self, Closed> {
        let unknown = |_| Closed::Unknown;
        match key.len() {
            16 => Aes128::new_from_slice(key)
                .map(Self::Short)
                .map_err(unknown),
            24 => Aes192::new_from_slice(key)
                .map(Self::Middle)
                .map_err(unknown),
            32 => Aes256::new_from_slice(key).map(Self::Long).map_err(unknown),
            _ => Err(Closed::Unknown),
        }
    }

    /// Opens blocks in place, each by itself; what is no whole block at the end stays as it is.
    pub(super) fn blocks(&self, bytes: &mut [u8]) {
        for block in bytes.as_chunks_mut::<BLOCK>().0 {
            self.block(block);
        }
    }

    /// Opens blocks in place, each mixed with the one before (CBC).
    pub(super) fn chained(&self, start: [u8; BLOCK], bytes: &mut [u8]) {
        let mut before = start;
        for block in bytes.as_chunks_mut::<BLOCK>().0 {
            let sealed = *block;
            self.block(block);
            for (byte, mix) in block.iter_mut().zip(before) {
                *byte ^= mix;
            }
            before = sealed;
        }
    }

    fn block(&self, block: &mut [u8; BLOCK]) {
        let mut array = Array::from(*block);
        match self {
            Self::Short(aes) => aes.decrypt_block(&mut array),
            Self::Middle(aes) => aes.decrypt_block(&mut array),
            Self::Long(aes) => aes.decrypt_block(&mut array),
        }
        *block = array.into();
    }
}

/// Cut to a length, or filled up with what the standard fills with.
pub(super) fn fitted(bytes: &[u8], length: usize) -> Vec<u8> {
    let mut fitted = bytes.to_vec();
    fitted.resize(length, 0x36);
    fitted
}

/// A start of CBC out of a salt or a hash.
pub(super) fn start(bytes: &[u8]) -> [u8; BLOCK] {
    let mut start = [0x36; BLOCK];
    for (to, from) in start.iter_mut().zip(bytes) {
        *to = *from;
    }
    start
}
