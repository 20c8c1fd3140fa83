//! Tables with a column a month.

/// What the terminal can say of months in columns.
#[derive(clap::Args)]
pub struct Months {
    /// Year of the first month in tables whose columns are months or quarters without a year.
    #[arg(long, value_name = "YYYY", value_parser = clap::value_parser!(i16).range(1990..=2100))]
    pub year: Option<i16>,
}
