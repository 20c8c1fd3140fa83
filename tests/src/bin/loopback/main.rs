//! The backend of the window over HTTP on this machine, for browser journeys and for working on
//! the window in a browser. It serves the built window, answers its calls and is never shipped.
//!
//! `loopback --ui <dist folder> --data <folder> --token T [--pick-list <file>] [--port 0]`
//!
//! The first line on standard output is the address to open. Dialogs are answered from the pick
//! list, read anew each time: one path a line.

mod arguments;
mod calls;
mod picks;
mod server;
mod site;

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use app::{App, AppConfig};

use arguments::Arguments;
use calls::Calls;
use picks::PickList;
use server::Server;
use site::Site;

fn main() -> ExitCode {
    // The same program reads files in a child process of its own.
    if let Some(code) = app::run_if_worker(std::env::args_os()) {
        return code;
    }
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            let _ = writeln!(std::io::stderr(), "loopback: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn serve() -> Result<(), String> {
    let arguments = Arguments::parse(std::env::args_os().skip(1))?;
    let config = AppConfig {
        data_folder: arguments.data,
        reader: std::env::current_exe().map_err(|error| error.to_string())?,
        dialogs: Box::new(PickList(arguments.pick_list)),
        start_with_sample: false,
    };
    let calls = Calls::to(App::new(config));
    let site = Site::at(arguments.ui)?;
    let server = Server::open(arguments.port, arguments.token, calls, site)?;
    let mut out = std::io::stdout();
    writeln!(out, "{}", server.address())
        .and_then(|()| out.flush())
        .map_err(|error| error.to_string())?;
    Arc::new(server).run();
    Ok(())
}
