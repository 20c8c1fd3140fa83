//! Files dropped on the window: paths stay here, the window gets ids.

use std::sync::Arc;

use app::App;
use tauri::{DragDropEvent, Emitter, Manager, Window, WindowEvent};

/// Tells the window which files were dropped on it.
pub fn on_window_event(window: &Window, event: &WindowEvent) {
    if let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event {
        let app = window.state::<Arc<App>>();
        let files = app.register_files(paths);
        let _ = window.emit("files-dropped", files);
    }
}
