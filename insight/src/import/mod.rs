//! Reads exports of search engines, ad platforms and customer systems.
