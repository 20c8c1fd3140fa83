//! Who counts as one: each customer, or all under common control together.

use std::collections::BTreeMap;

use records::Date;

use crate::ledger::{CustomerId, Ledger};

/// Level at which customers are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Customers as the definitions fix them.
    Customer,
    /// Groups under common control.
    Group,
}

/// Position that is none: customers that do not count.
const NOBODY: u32 = u32::MAX;

/// Customers that count, gathered at a level.
#[derive(Debug, Clone)]
pub struct Entities {
    level: Level,
    /// Entity of each customer.
    of: Vec<u32>,
    /// Members of each entity, ascending.
    members: Vec<Vec<CustomerId>>,
}

impl Entities {
    /// Every customer that counts, at a level; in the order of their first member.
    #[must_use]
    pub fn new(ledger: &Ledger, level: Level) -> Self {
        let mut entities = Self {
            level,
            of: vec![NOBODY; ledger.customers.len()],
            members: Vec::new(),
        };
        let mut groups: BTreeMap<u32, u32> = BTreeMap::new();
        for id in ledger.counted() {
            let next = u32::try_from(entities.members.len()).unwrap_or(NOBODY);
            let entity = match level {
                Level::Customer => next,
                Level::Group => *groups
                    .entry(ledger.customers[id.index()].group)
                    .or_insert(next),
            };
            if entity == next {
                entities.members.push(Vec::with_capacity(1));
            }
            entities.members[entity as usize].push(id);
            entities.of[id.index()] = entity;
        }
        entities
    }

    /// The level.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Whether any has more than one member.
    #[must_use]
    pub fn has_groups(&self) -> bool {
        self.members.iter().any(|members| members.len() > 1)
    }

    /// Each customer that counts with its entity, by customer.
    pub fn members(&self) -> impl Iterator<Item = (CustomerId, usize)> + '_ {
        (0u32..)
            .map(CustomerId)
            .zip(&self.of)
            .filter(|(_, entity)| **entity != NOBODY)
            .map(|(id, entity)| (id, *entity as usize))
    }

    /// Members of an entity.
    #[must_use]
    pub fn members_of(&self, entity: usize) -> &[CustomerId] {
        self.members.get(entity).map_or(&[], Vec::as_slice)
    }

    /// First purchase of an entity.
    #[must_use]
    pub fn first_purchase(&self, ledger: &Ledger, entity: usize) -> Option<Date> {
        let members = self.members_of(entity).iter();
        members
            .filter_map(|id| ledger.purchase_days(*id).first().copied())
            .min()
    }

    /// Last purchase of an entity up to and including a day.
    #[must_use]
    pub fn last_purchase(&self, ledger: &Ledger, entity: usize, until: Date) -> Option<Date> {
        let members = self.members_of(entity).iter();
        members
            .filter_map(|id| ledger.purchase_days_until(*id, until).last().copied())
            .max()
    }

    /// Name of an entity: the customer's; a group's parent where one is recorded.
    #[must_use]
    pub fn name<'a>(&self, ledger: &'a Ledger, entity: usize) -> &'a str {
        match self.members_of(entity) {
            [] => "",
            [one] => ledger.name(*one),
            several => several
                .iter()
                .find_map(|id| ledger.master_text(*id, |record| record.parent.as_deref()))
                .unwrap_or_else(|| ledger.name(several[0])),
        }
    }

    /// Names of the members of an entity with more than one: of a group's customers, or of the
    /// companies in one customer.
    #[must_use]
    pub fn member_names(&self, ledger: &Ledger, entity: usize) -> Vec<String> {
        let ids = self.members_of(entity);
        let names: Vec<String> = ids
            .iter()
            .filter_map(|id| ledger.customers.get(id.index()))
            .flat_map(|customer| customer.members.iter().cloned())
            .collect();
        if names.len() > 1 { names } else { Vec::new() }
    }
}
