//! Which terms are new, rising or fading, who targets them, and which we lack.
