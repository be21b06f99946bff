//! Our own widgets, each once.

pub mod button;
pub mod chart_frame;
pub mod dialog;
mod drawing;
pub mod empty;
pub mod erase;
pub mod field;
pub mod icon;
pub mod linked;
pub mod marks;
pub mod media;
mod more;
mod picture;
pub mod progress;
pub mod skeleton;
pub mod toast;
pub mod why;
mod words;

pub use button::{button, button_saying};
pub use chart_frame::ChartFrame;
pub use dialog::Dialog;
pub use empty::EmptyState;
pub use field::Field;
pub use icon::{Glyph, Icon};
pub use marks::{ScoreBar, SegmentPill, StageDot};
pub use more::more;
pub use picture::offer as picture_of;
pub use progress::ProgressBar;
pub use skeleton::Skeleton;
pub use why::Why;
pub use words::DEFINITION as HOW_COUNTED;
