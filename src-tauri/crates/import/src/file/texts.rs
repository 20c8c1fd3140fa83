use serde::{Deserialize, Serialize};

/// Texts that travel together, one behind the other: a workbook can have a million of them, and
/// each would ask for memory of its own on either side.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Texts {
    joined: String,
    /// Bytes of each.
    lengths: Vec<u32>,
}

impl Texts {
    pub(crate) fn push(&mut self, text: &str) {
        self.joined.push_str(text);
        self.lengths.push(text.len() as u32);
    }

    pub(crate) fn len(&self) -> usize {
        self.lengths.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// Of all of them.
    pub(crate) fn bytes(&self) -> usize {
        self.joined.len()
    }

    /// The texts again; fewer where the lengths make no sense.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        let mut rest = self.joined.as_str();
        self.lengths.iter().map_while(move |length| {
            let (text, further) = rest.split_at_checked(*length as usize)?;
            rest = further;
            Some(text)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_as_they_were_and_nonsense_ends_them() {
        let mut texts = Texts::default();
        for text in ["客户", "", "a", "上海密封件有限公司"] {
            texts.push(text);
        }
        let sent = postcard::to_stdvec(&texts).unwrap();
        let mut come: Texts = postcard::from_bytes(&sent).unwrap();
        let back: Vec<&str> = come.iter().collect();
        assert_eq!(back, ["客户", "", "a", "上海密封件有限公司"]);
        assert_eq!((come.len(), come.bytes()), (4, 6 + 1 + 27));
        come.lengths[0] = 1;
        assert_eq!(come.iter().count(), 0);
        come.lengths[0] = u32::MAX;
        assert_eq!(come.iter().count(), 0);
    }
}
