/// Why a report could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportError {
    /// A font program cannot be read or subset.
    Font(String),
    /// The PDF could not be put together.
    Pdf(String),
    /// The workbook could not be put together.
    Workbook(String),
}

impl ReportError {
    /// Stable code; whoever shows it has the sentence.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Font(_) => "report_font",
            Self::Pdf(_) => "report_pdf",
            Self::Workbook(_) => "report_workbook",
        }
    }

    /// Technical detail, for logs.
    #[must_use]
    pub fn detail(&self) -> &str {
        match self {
            Self::Font(detail) | Self::Pdf(detail) | Self::Workbook(detail) => detail,
        }
    }
}

impl std::fmt::Display for ReportError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}: {}", self.code(), self.detail())
    }
}

impl std::error::Error for ReportError {}
