//! The parts pages are built from.
//!
//! Icons: use [`Icon`] of this module with lucide's data, `<Icon icon=icondata::LuInbox/>`. The crate `leptos_icons` gives each
//! icon the role `graphics-symbol`, which a screen reader announces without a name.
//!
//! Attributes and events can be put on any component that is one element: `<Button on:click=… attr:name="do">`.

pub mod act_form;
pub mod avatar;
pub mod badge;
pub mod button;
pub mod channel_icon;
pub mod checkbox;
pub mod chip;
pub mod command_bar;
pub mod composer;
pub mod connection_bar;
pub mod context_panel;
pub mod conversation_actions;
pub mod conversation_list;
pub mod conversation_row;
pub mod dialog;
pub mod empty_state;
pub mod error_state;
pub mod field;
pub mod frame;
pub mod icon;
pub mod icon_button;
pub mod keys;
pub mod list_filter;
pub mod loading;
pub mod menu;
pub mod message;
pub mod message_bubble;
pub mod navigation;
pub mod page;
pub mod plain_problem;
pub mod query_form;
pub mod select;
pub mod shortcuts;
pub mod skeleton;
pub mod tabs;
pub mod theme;
pub mod thread;
pub mod thread_header;
pub mod time;
pub mod toast;
pub mod view_menu;
pub mod when_near;
pub mod window_chip;
pub mod zone;

pub use avatar::{Avatar, AvatarSize};
pub use badge::{Badge, Tone};
pub use button::{Button, ButtonLook, ButtonSize, button_class};
pub use checkbox::Checkbox;
pub use chip::Chip;
pub use dialog::Dialog;
pub use empty_state::EmptyState;
pub use error_state::{ErrorState, FormProblem};
pub use field::Field;
pub use frame::{AlarmBell, Frame, use_me};
pub use icon::Icon;
pub use icon_button::IconButton;
pub use keys::Keys;
pub use loading::Loading;
pub use menu::{Menu, MenuHeading, MenuLine, menu_item_class};
pub use page::Page;
pub use query_form::QueryForm;
pub use select::{Choice, Select};
pub use skeleton::Skeleton;
pub use tabs::{Tab, Tabs};
pub use time::{Time, TimeLook};
pub use toast::{ToastRegion, Toasts};
pub use window_chip::WindowChip;
