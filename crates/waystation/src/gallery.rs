//! The Server UI: its pages under `/gallery`, and the API by which they ask and change.

pub mod forms;
pub mod views;
