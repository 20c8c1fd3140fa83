//! The rules of the house as tests: who may use whom, how long a file may be, what must not
//! stand in the tree. They read the tracked files and depend on none of our crates, so they run
//! first and in seconds.

#[cfg(test)]
mod catalogue;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod hygiene;
#[cfg(test)]
mod layering;
#[cfg(test)]
mod manifests;
#[cfg(test)]
mod size;
#[cfg(test)]
mod tree;
#[cfg(test)]
mod typescript;
