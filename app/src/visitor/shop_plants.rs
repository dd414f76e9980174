//! The shop's plants, drawn with a few lines: no picture is loaded from anywhere.

use leptos::prelude::*;
use std::f64::consts::TAU;

/// A plant in its pot, standing at (120, 250) in a field of 240 × 260.
#[derive(Clone, Copy)]
pub(super) enum Plant {
    Monstera,
    Pilea,
    Sansevieria,
    Olive,
}

impl Plant {
    /// The drawing, to be put into an `svg`.
    pub(super) fn draw(self) -> AnyView {
        let (plant, pot) = match self {
            Self::Monstera => (monstera(), "#c8714b"),
            Self::Pilea => (pilea(), "#e9dcc9"),
            Self::Sansevieria => (sansevieria(), "#3f4a4f"),
            Self::Olive => (olive(), "#b9a58a"),
        };
        view! {
            <g>
              <ellipse cx="120" cy="251" rx="62" ry="6" fill="#000" opacity=".08"/>
              {plant}
              <path d="M80 192h80l-9 52a8 8 0 0 1-8 6H97a8 8 0 0 1-8-6z" fill=pot/>
              <path d="M126 192h34l-9 52a8 8 0 0 1-8 6h-13z" fill="#000" opacity=".07"/>
              <rect x="73" y="180" width="94" height="18" rx="5" fill=pot/>
              <rect x="73" y="193" width="94" height="5" rx="2" fill="#000" opacity=".1"/>
            </g>
        }
        .into_any()
    }
}

/// Something that grows at a place, turned and sized.
fn at(x: f64, y: f64, turn: f64, size: f64) -> String {
    format!("translate({x:.1} {y:.1}) rotate({turn:.1}) scale({size:.2})")
}

fn stem(to: (f64, f64), color: &'static str) -> impl IntoView {
    let (x, y) = to;
    let d = format!("M120 184Q120 {:.0} {x:.0} {y:.0}", f64::midpoint(184.0, y) - 12.0);
    view! { <path d=d fill="none" stroke=color stroke-width="3.5" stroke-linecap="round"/> }
}

fn monstera() -> AnyView {
    const LEAF: &str = "M0 4C-26 6-50-10-48-42c1-24 22-44 48-50 26 6 47 26 48 50C50-10 26 6 0 4z";
    const CUTS: &str = "M-52-46l30 10M-50-22l28 3M-40-68l24 16M52-46l-30 10M50-22l-28 3M40-68l-24 16";
    let leaves = [
        (62.0, 118.0, -58.0, 0.72, "#2f7a53"),
        (178.0, 112.0, 56.0, 0.76, "#37895e"),
        (84.0, 74.0, -24.0, 0.68, "#3c9366"),
        (156.0, 66.0, 22.0, 0.70, "#2b6f4b"),
        (120.0, 112.0, 2.0, 0.86, "#348259"),
    ];
    let stems = leaves.map(|(x, y, ..)| stem((x, y), "#3f7f56")).collect_view();
    let leaves = leaves.map(|(x, y, turn, size, color)| {
        view! {
            <g transform=at(x, y, turn, size)>
              <path d=LEAF fill=color/>
              <path d=CUTS class="cut" fill="none" stroke-width="6" stroke-linecap="round"/>
              <path d="M0 2V-82" fill="none" stroke="#1f5a3b" stroke-width="2" opacity=".5"/>
            </g>
        }
    });
    view! { {stems} {leaves.collect_view()} }.into_any()
}

fn pilea() -> AnyView {
    let leaves: Vec<_> = (0..13_u32)
        .map(|i| {
            let part = f64::from(i) / 12.0;
            let angle = TAU * 0.5 * (1.0 + part);
            let reach = if i % 2 == 0 { 1.0 } else { 0.62 };
            let place = (120.0 + 84.0 * reach * angle.cos(), 128.0 + 92.0 * reach * angle.sin());
            (place, 17.0 + f64::from(i * 7 % 5) * 1.6, ["#4f9a5f", "#5faa6c", "#438a55"][i as usize % 3])
        })
        .collect();
    let stems = leaves.iter().map(|(place, ..)| stem(*place, "#8a6f57")).collect_view();
    let rounds = leaves.iter().map(|&((x, y), radius, color)| {
        view! {
            <circle cx=format!("{x:.1}") cy=format!("{y:.1}") r=format!("{radius:.1}") fill=color/>
            <circle cx=format!("{:.1}", x - 3.0) cy=format!("{:.1}", y - 3.0) r="2.5" fill="#d9edc7"/>
        }
    });
    view! { {stems} {rounds.collect_view()} }.into_any()
}

fn sansevieria() -> AnyView {
    const BLADE: &str = "M-13 0C-20-58-14-104 0-136 14-104 20-58 13 0z";
    const HEART: &str = "M-7 0C-11-52-8-90 0-116 8-90 11-52 7 0z";
    let blades =
        [(94.0, -20.0, 0.86), (146.0, 19.0, 0.90), (106.0, -8.0, 1.08), (136.0, 9.0, 1.02), (120.0, 1.0, 1.24)];
    let blades = blades.map(|(x, turn, size)| {
        view! {
            <g transform=at(x, 190.0, turn, size)>
              <path d=BLADE fill="#b9c56a"/>
              <path d=HEART fill="#3c7a57"/>
              <path d="M-8-26q8 6 16 0M-9-48q9 6 18 0M-8-70q8 6 16 0M-5-92q5 4 10 0" fill="none" stroke="#295c41" stroke-width="3" opacity=".6"/>
            </g>
        }
    });
    blades.collect_view().into_any()
}

fn olive() -> AnyView {
    let twigs = [(92.0, 66.0), (150.0, 60.0), (120.0, 40.0), (74.0, 102.0), (168.0, 98.0)];
    let branches = twigs.map(|(x, y)| {
        view! { <path d=format!("M120 130Q{x} 112 {x} {y}") fill="none" stroke="#8b7355" stroke-width="3" stroke-linecap="round"/> }
    });
    let leaves = (0..96_u32).map(|i| {
        // The golden angle spreads them evenly over the crown; how they are turned looks like chance.
        let angle = f64::from(i) * 2.399_963;
        let reach = 72.0 * (f64::from(i + 1) / 96.0).sqrt();
        let (x, y) = (120.0 + reach * 1.08 * angle.cos(), 84.0 + reach * 0.94 * angle.sin());
        let color = ["#7f9a72", "#93ab84", "#6b8862", "#a9bc9a", "#86a178"][i as usize % 5];
        view! { <ellipse rx="12" ry="4.5" transform=at(x, y, f64::from(i * 67 % 180), 1.0) fill=color/> }
    });
    view! {
        <path d="M118 186C114 160 126 150 120 126" fill="none" stroke="#8b7355" stroke-width="7" stroke-linecap="round"/>
        {branches.collect_view()}
        {leaves.collect_view()}
        <circle cx="94" cy="104" r="5" fill="#4b4a63"/>
        <circle cx="154" cy="86" r="5" fill="#4b4a63"/>
        <circle cx="126" cy="52" r="5" fill="#4f5b33"/>
        <circle cx="82" cy="70" r="5" fill="#4f5b33"/>
    }
    .into_any()
}
