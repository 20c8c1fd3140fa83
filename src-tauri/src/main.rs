//! 客鉴 · Clientele in a window. Nothing here could be tested without one.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod dialogs;
mod drops;

use std::process::ExitCode;
use std::sync::Arc;

use app::commands::ProgressSink;
use app::wire::{Progress, WireError};
use app::{App, AppConfig};
use tauri::Manager;
use tauri::ipc::Channel;

/// Forwards a job's progress to the window that started it.
struct ToWindow(Channel<Progress>);

impl ProgressSink for ToWindow {
    fn progress(&self, progress: Progress) {
        // A closed window no longer listens; the job goes on or is cancelled by itself.
        let _ = self.0.send(progress);
    }
}

/// The only command of the window; what can be called stands in [`app::commands`].
#[tauri::command]
async fn call(
    app: tauri::State<'_, Arc<App>>,
    command: String,
    args: serde_json::Value,
    on_progress: Channel<Progress>,
) -> Result<serde_json::Value, WireError> {
    let app = Arc::clone(&app);
    let work = tauri::async_runtime::spawn_blocking(move || {
        app::commands::dispatch(&app, &command, args, &ToWindow(on_progress))
    });
    work.await.unwrap_or_else(|error| {
        Err(WireError::new("app.internal").with("detail", error.to_string()))
    })
}

fn main() -> ExitCode {
    // The same program reads files in a child process of its own.
    if let Some(code) = app::run_if_worker(std::env::args_os()) {
        return code;
    }
    let outcome = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .setup(|shell| {
            let config = AppConfig {
                data_folder: shell.path().app_data_dir()?,
                reader: std::env::current_exe()?,
                dialogs: Box::new(dialogs::Native(shell.handle().clone())),
                start_with_sample: std::env::args().any(|argument| argument == "--sample"),
            };
            shell.manage(Arc::new(App::new(config)));
            Ok(())
        })
        .on_window_event(drops::on_window_event)
        .invoke_handler(tauri::generate_handler![call])
        .run(tauri::generate_context!());
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            use std::io::Write;
            let _ = writeln!(std::io::stderr(), "clientele-desktop: {error}");
            ExitCode::FAILURE
        }
    }
}
