//! Use cases, jobs with progress and cancel, wire types, error codes and the text catalogue.
pub mod bindings;
pub mod commands;
pub mod wire;
/// x
pub struct App;
impl wire::WireError {
    /// e
    pub fn new(code: &str) -> Self { Self { code: code.into(), args: Default::default() } }
    /// w
    pub fn with(mut self, n: &str, v: impl Into<String>) -> Self { self.args.insert(n.into(), v.into()); self }
}
