//! The embedded sample: 霁州恒密样例密封件有限公司, a seal manufacturer that does not exist, with
//! three years of trade, every evidence table, and the red flags a report must find.
//!
//! Everything follows from one seed: the same program writes the same bytes. What is planted is
//! counted here from the made-up firm itself, so that a test of the app does not check the app
//! against itself.

mod book;
mod calendar;
mod cast;
mod client;
mod dice;
mod dress;
mod facts;
mod files;
mod mess;
mod names;
mod orders;
mod planted;
mod products;
mod world;

use std::error::Error;

pub use book::SampleFile;
pub use facts::{
    Cluster, Customer, Fallen, Group, KeyPerson, Planted, PulledForward, Related, Retention,
    Revenue,
};
pub use files::Expected;
pub use files::complaints::Batch;
pub use files::contracts::ChangeOfControl;
pub use files::customers::SecondCard;
pub use files::programme::Points;
pub use files::receivables::Overdue;
pub use files::survey::Wave;

use files::{
    activities, complaints, contracts, customers, programme, questionnaire, quotes, receivables,
    sales, survey, tickets, training, visits, voice,
};
use planted::Counted;
use world::World;

/// The firm of the sample.
pub const TARGET: &str = "霁州恒密样例密封件有限公司";
/// The machine-readable list of what is planted.
pub const PLANTED_FILE: &str = "planted.toml";

/// The files of the sample and what they hide.
pub struct Sample {
    /// The spreadsheets, as an adviser would receive them.
    pub files: Vec<SampleFile>,
    /// What is planted.
    pub planted: Planted,
}

/// Makes the sample in memory.
///
/// # Errors
/// When a workbook cannot be written, which is a mistake in this crate.
pub fn build() -> Result<Sample, Box<dyn Error>> {
    let world = World::new();
    let (sales, of_sales) = sales::write(&world)?;
    let (customers, of_customers, second_card) = customers::write(&world)?;
    let (receivables, of_receivables, overdue) = receivables::write(&world);
    let (complaints, of_complaints, batch) = complaints::write(&world)?;
    let (tickets, of_tickets) = tickets::write(&world);
    let (survey, of_survey, waves) = survey::write(&world)?;
    let (visits, of_visits) = visits::write(&world)?;
    let (programme, of_programme, points) = programme::write(&world)?;
    let (activities, of_activities) = activities::write(&world)?;
    let (contracts, of_contracts, change_of_control) = contracts::write(&world)?;
    let (quotes, of_quotes) = quotes::write(&world);
    let (voice, of_voice) = voice::write(&world)?;
    let (training, of_training) = training::write()?;
    let (questionnaire, of_questionnaire) = questionnaire::write()?;
    let mut table = vec![
        of_sales,
        of_customers,
        of_receivables,
        of_complaints,
        of_tickets,
        of_programme,
    ];
    table.extend([of_contracts, of_quotes, of_training, of_questionnaire]);
    table.extend([of_survey, of_visits, of_activities, of_voice].concat());
    let counted = Counted {
        overdue,
        change_of_control,
        batch,
        points,
        survey: waves,
        second_card,
        table,
    };
    Ok(Sample {
        files: vec![
            sales,
            customers,
            receivables,
            complaints,
            tickets,
            survey,
            visits,
            programme,
            activities,
            contracts,
            quotes,
            voice,
            training,
            questionnaire,
        ],
        planted: planted::planted(&world, counted),
    })
}

/// Ids of the questions of loyalty-20 that management answered.
pub fn questions() -> impl Iterator<Item = &'static str> {
    questionnaire::questions()
}

impl Sample {
    /// What is planted, as `planted.toml` has it.
    ///
    /// # Errors
    /// When it cannot be written as TOML, which is a mistake in this crate.
    pub fn planted_toml(&self) -> Result<String, Box<dyn Error>> {
        let head = "# Written by make-sample from its own made-up firm. Do not edit by hand.\n\
                    # Shares are of one; money is yuan with tax, returns deducted.\n\n";
        Ok(head.to_owned() + &toml::to_string(&self.planted)?)
    }
}
