//! TypeScript made from the wire types and the list of commands.

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

use crate::commands;

/// Wide integers cross the wire as JavaScript numbers.
#[must_use]
pub fn config() -> Config {
    Config::new().with_large_int("number")
}

/// The whole of `ui/src/api/generated.ts`.
#[must_use]
pub fn typescript() -> String {
    let mut declarations = Declarations {
        config: config(),
        found: BTreeMap::new(),
    };
    commands::visit_types(&mut declarations);
    // Told beside a command's result, so no command names it.
    declarations.visit::<crate::wire::Progress>();
    let mut text = String::from(
        "// Made from the backend's wire types by `cargo xtask bindings`. Do not edit.\n",
    );
    for declaration in declarations.found.values() {
        text.push_str("\nexport ");
        text.push_str(declaration);
        text.push('\n');
    }
    text.push_str("\nexport interface Commands {\n");
    for (name, args, result) in commands::signatures() {
        text.push_str(&format!(
            "  {name}: {{ args: {args}; result: {result} }};\n"
        ));
    }
    text.push_str("}\n");
    text
}

struct Declarations {
    config: Config,
    found: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            if self.found.contains_key(&name) {
                return;
            }
            self.found.insert(name, T::decl(&self.config));
        }
        T::visit_generics(self);
        T::visit_dependencies(self);
    }
}
