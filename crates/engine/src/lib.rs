//! The workspace: apply, undo, query, storage trait, segments kept live.
