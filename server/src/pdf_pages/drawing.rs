//! Drawing one page. Runs only in the process that `frontdesk draw-page` is: see there for what it may not do.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

/// The longer side of the picture, in pixels: small print of an A4 page can be read.
const LONGER_SIDE: f32 = 1_760.0;
/// A small page is not made larger than this, or a stamp would fill the screen.
const LARGEST_SCALE: f32 = 4.0;

/// A page as a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// How many pages the file has.
    pub pages: u32,
    /// The page, as PNG.
    pub png: Vec<u8>,
}

/// How a PNG ends: its last chunk, which is always the same.
const PNG_END: &[u8] = b"IEND\xae\x42\x60\x82";

impl Drawing {
    /// What the drawing process answers: the count in four bytes, and the picture.
    #[must_use]
    pub fn written(&self) -> Vec<u8> {
        [&self.pages.to_be_bytes()[..], &self.png].concat()
    }

    /// Reads such an answer; nothing when it is not whole.
    #[must_use]
    pub fn read(answer: &[u8]) -> Option<Self> {
        let (pages, png) = answer.split_first_chunk()?;
        let whole = png.starts_with(b"\x89PNG\r\n\x1a\n") && png.ends_with(PNG_END);
        whole.then(|| Self { pages: u32::from_be_bytes(*pages), png: png.to_vec() })
    }
}

/// Draws a page, counted from 1; nothing for what is no PDF, needs a password, or has no such page.
#[must_use]
pub fn draw(pdf: Vec<u8>, number: u32) -> Option<Drawing> {
    let pdf = Pdf::new(pdf).ok()?;
    let pages = pdf.pages();
    let page = pages.get(usize::try_from(number.checked_sub(1)?).ok()?)?;
    let scale = scale(page.render_dimensions())?;
    let picture = render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE },
    );
    Some(Drawing { pages: u32::try_from(pages.len()).ok()?, png: picture.into_png().ok()? })
}

/// How many pixels a unit of the page gets; nothing for a page without a size, and for one so thin that a side vanishes.
fn scale((width, height): (f32, f32)) -> Option<f32> {
    let (longer, shorter) = (width.max(height), width.min(height));
    let scale = (LONGER_SIDE / longer).min(LARGEST_SCALE);
    (longer.is_finite() && shorter > 0.0 && shorter * scale >= 1.0).then_some(scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_broke_off_is_none() {
        let drawing = Drawing { pages: 3, png: [b"\x89PNG\r\n\x1a\n", PNG_END].concat() };
        let answer = drawing.written();
        assert_eq!(Drawing::read(&answer), Some(drawing));
        for length in 0..answer.len() {
            assert_eq!(Drawing::read(&answer[..length]), None, "{length}");
        }
        assert_eq!(Drawing::read(b"\0\0\0\x01<svg onload='alert(1)'/>"), None);
    }

    #[test]
    fn a_page_of_any_size_becomes_a_picture_of_a_bounded_size() {
        assert_eq!(scale((880.0, 440.0)), Some(2.0));
        assert_eq!(scale((440.0, 17_600.0)), Some(0.1));
        assert_eq!(scale((10.0, 10.0)), Some(LARGEST_SCALE));
        for without_size in [(0.0, 10.0), (f32::INFINITY, 10.0), (f32::NAN, f32::NAN), (1.0, 1e9), (-5.0, 10.0)] {
            assert_eq!(scale(without_size), None, "{without_size:?}");
        }
    }
}
