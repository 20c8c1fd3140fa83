//! What a framework file must satisfy before anything is scored by it.

use std::collections::HashSet;

use records::Lang;

use super::{Dimension, Framework, FrameworkError, FrameworkFault, Item};
use crate::measures;
use crate::model::Words;

type Check = Result<(), FrameworkError>;

pub(super) fn check(framework: &Framework) -> Check {
    if !(0.0..=1.0).contains(&framework.minimum_coverage) {
        return fail(FrameworkFault::BadCoverage, &framework.id);
    }
    words(&framework.name, &framework.id)?;
    words(&framework.source, &framework.id)?;
    unique(
        framework
            .dimensions
            .iter()
            .map(|dimension| dimension.id.as_str()),
        &framework.id,
    )?;
    unique(
        framework.questions().map(|question| question.id.as_str()),
        &framework.id,
    )?;
    if framework.dimensions.is_empty() {
        return fail(FrameworkFault::Empty, &framework.id);
    }
    framework.dimensions.iter().try_for_each(dimension)
}

fn dimension(dimension: &Dimension) -> Check {
    words(&dimension.name, &dimension.id)?;
    weight(dimension.weight, &dimension.id)?;
    unique(
        dimension.items.iter().map(|item| item.id.as_str()),
        &dimension.id,
    )?;
    if dimension.items.is_empty() {
        return fail(FrameworkFault::Empty, &dimension.id);
    }
    dimension
        .items
        .iter()
        .try_for_each(|one| item(one, &format!("{}/{}", dimension.id, one.id)))
}

fn item(item: &Item, place: &str) -> Check {
    words(&item.name, place)?;
    weight(item.weight, place)?;
    unique(item.measures.iter().map(|line| line.id.as_str()), place)?;
    let scored = item
        .measures
        .iter()
        .filter(|line| line.curve.is_some())
        .count();
    if scored + item.questions.len() == 0 {
        return fail(FrameworkFault::Empty, place);
    }
    for line in &item.measures {
        let place = format!("{place}/{}", line.id);
        weight(line.weight, &place)?;
        if measures::find(&line.id).is_none() {
            return fail(FrameworkFault::UnknownMeasure, &place);
        }
        if line.curve.as_deref().is_some_and(|curve| !is_curve(curve)) {
            return fail(FrameworkFault::BadCurve, &place);
        }
    }
    for question in &item.questions {
        let place = format!("{place}/{}", question.id);
        weight(question.weight, &place)?;
        words(&question.text, &place)?;
        words(&question.evidence, &place)?;
    }
    Ok(())
}

fn is_curve(curve: &[(f64, f64)]) -> bool {
    curve.len() >= 2
        && curve.windows(2).all(|pair| pair[0].0 < pair[1].0)
        && curve
            .iter()
            .all(|(x, score)| x.is_finite() && (0.0..=100.0).contains(score))
}

fn weight(weight: f64, place: &str) -> Check {
    if weight.is_finite() && weight > 0.0 {
        return Ok(());
    }
    fail(FrameworkFault::BadWeight, place)
}

fn words(words: &Words, place: &str) -> Check {
    let complete = Lang::ALL.iter().all(|lang| {
        words
            .get(lang.tag())
            .is_some_and(|text| !text.trim().is_empty())
    });
    if complete {
        Ok(())
    } else {
        fail(FrameworkFault::MissingWords, place)
    }
}

fn unique<'a>(mut ids: impl Iterator<Item = &'a str>, place: &str) -> Check {
    let mut seen = HashSet::new();
    match ids.find(|id| !seen.insert(*id)) {
        Some(id) => fail(FrameworkFault::DuplicateId, &format!("{place}/{id}")),
        None => Ok(()),
    }
}

fn fail(code: FrameworkFault, place: &str) -> Check {
    Err(FrameworkError {
        code,
        place: place.to_owned(),
    })
}
