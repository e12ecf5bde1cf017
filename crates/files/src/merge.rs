//! What a file should say after a change, with everything kept that the model does not know.
//!
//! The model before and after the change differ somewhere; only there the value of the file is changed. Keys that the
//! model has no field for, and spellings that it reads but does not write, stay.

use serde_json::{Map, Value};

use crate::read::selected_variant;

/// The file's value after the model changed from `old` to `new`. `old` is the tree that the file's own model gives.
pub(crate) fn merged(file: &Value, old: &Value, new: &Value) -> Value {
    if old == new {
        return file.clone();
    }
    match (file, old, new) {
        // The model knows one of several variants: the change goes into that one.
        (Value::Array(_), Value::Object(_) | Value::String(_), _) if variant_key(file).is_some() => {
            in_variant(file, old, new).unwrap_or_else(|| new.clone())
        }
        (Value::Object(file), Value::Object(old), Value::Object(new)) if is_same_kind(old, new) => {
            Value::Object(merged_entries(file, old, new))
        }
        (Value::Array(file), Value::Array(old), Value::Array(new)) => Value::Array(merged_items(file, old, new)),
        _ => new.clone(),
    }
}

/// Whether two mappings say the same kind of thing. What a digest block holds must not stay in a basic one.
fn is_same_kind(old: &Map<String, Value>, new: &Map<String, Value>) -> bool {
    ["type", "flow"].iter().all(|key| old.get(*key) == new.get(*key))
}

fn merged_entries(file: &Map<String, Value>, old: &Map<String, Value>, new: &Map<String, Value>) -> Map<String, Value> {
    let mut merged = file.clone();
    for key in old.keys().filter(|key| !new.contains_key(*key)) {
        merged.shift_remove(key);
    }
    for (index, (key, new_value)) in new.iter().enumerate() {
        let old_value = old.get(key).unwrap_or(&Value::Null);
        if old_value == new_value {
            continue;
        }
        if let Some(value) = merged.get_mut(key) {
            *value = self::merged(value, old_value, new_value);
        } else {
            let at = position(&merged, new, index);
            merged.shift_insert(at, key.clone(), new_value.clone());
        }
    }
    merged
}

/// Where the key at `index` of `new` goes: behind the nearest key before it, else before the nearest behind it.
fn position(merged: &Map<String, Value>, new: &Map<String, Value>, index: usize) -> usize {
    let place = |key: &String| merged.keys().position(|other| other == key);
    let before: Vec<&String> = new.keys().take(index).collect();
    if let Some(place) = before.into_iter().rev().find_map(place) {
        return place + 1;
    }
    new.keys().skip(index + 1).find_map(place).unwrap_or(merged.len())
}

fn merged_items(file: &[Value], old: &[Value], new: &[Value]) -> Vec<Value> {
    let Some(places) = places_in_file(file, old) else {
        return new.to_vec();
    };
    let partners = aligned(old, new, Order::Any);
    new.iter()
        .zip(partners)
        .map(|(new, partner)| match partner {
            Some(partner) => merged(&file[places[partner]], &old[partner], new),
            None => new.clone(),
        })
        .collect()
}

/// Which item of the file each item of the model's list came from; `None` when they cannot be told apart, because the
/// reader dropped some or the URL brought others.
fn places_in_file(file: &[Value], old: &[Value]) -> Option<Vec<usize>> {
    let is_partner = |file: &Value, old: &Value| ["name", "filePath"].iter().all(|key| file.get(key) == old.get(key));
    if file.len() == old.len() && file.iter().zip(old).all(|(file, old)| is_partner(file, old)) {
        return Some((0..file.len()).collect());
    }
    let mut places: Vec<usize> = Vec::with_capacity(old.len());
    for old in old {
        let place = (0..file.len()).find(|place| !places.contains(place) && is_partner(&file[*place], old))?;
        places.push(place);
    }
    (file.len() == old.len()).then_some(places)
}

fn variant_key(file: &Value) -> Option<&'static str> {
    let variant = file.get(selected_variant(file)?)?;
    ["body", "value"].into_iter().find(|key| variant.get(key).is_some())
}

fn in_variant(file: &Value, old: &Value, new: &Value) -> Option<Value> {
    let (index, key) = (selected_variant(file)?, variant_key(file)?);
    let mut merged_file = file.clone();
    let inner = merged_file.get_mut(index)?.get_mut(key)?;
    *inner = merged(inner, old, new);
    Some(merged_file)
}

/// Whether partners may cross.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// A moved row keeps its partner.
    Any,
    /// Partners stand in the same order on both sides.
    Kept,
}

/// For each item of `new` the item of `old` that it was: an equal one, one of the same name, or, where as many are left
/// over on both sides, the one in its place.
pub(crate) fn aligned(old: &[Value], new: &[Value], order: Order) -> Vec<Option<usize>> {
    let mut partners: Vec<Option<usize>> = vec![None; new.len()];
    let mut is_taken = vec![false; old.len()];
    let shorter = old.len().min(new.len());
    let front = (0..shorter).take_while(|at| old[*at] == new[*at]).count();
    let back = (0..shorter - front).take_while(|at| old[old.len() - 1 - at] == new[new.len() - 1 - at]).count();
    let ends = (0..front).map(|at| (at, at)).chain((1..=back).map(|at| (new.len() - at, old.len() - at)));
    for (new_at, old_at) in ends {
        partners[new_at] = Some(old_at);
        is_taken[old_at] = true;
    }
    let name = |value: &Value| value.get("name").cloned();
    let is_equal = |old: &Value, new: &Value| old == new;
    let is_namesake = |old: &Value, new: &Value| name(old).is_some() && name(old) == name(new);
    for is_partner in [&is_equal as &dyn Fn(&Value, &Value) -> bool, &is_namesake] {
        for new_at in front..new.len() - back {
            if partners[new_at].is_some() {
                continue;
            }
            let (low, high) = bounds(&partners, new_at, old.len(), order);
            if let Some(old_at) = (low..high).find(|at| !is_taken[*at] && is_partner(&old[*at], &new[new_at])) {
                partners[new_at] = Some(old_at);
                is_taken[old_at] = true;
            }
        }
    }
    let left_old: Vec<usize> = (0..old.len()).filter(|at| !is_taken[*at]).collect();
    let left_new: Vec<usize> = (0..new.len()).filter(|at| partners[*at].is_none()).collect();
    if left_old.len() == left_new.len() {
        for (new_at, old_at) in left_new.into_iter().zip(left_old) {
            let (low, high) = bounds(&partners, new_at, old.len(), order);
            if (low..high).contains(&old_at) {
                partners[new_at] = Some(old_at);
            }
        }
    }
    partners
}

/// The stretch of `old` in which the partner of `new_at` may stand.
fn bounds(partners: &[Option<usize>], new_at: usize, old_len: usize, order: Order) -> (usize, usize) {
    if order == Order::Any {
        return (0, old_len);
    }
    let low = partners[..new_at].iter().flatten().max().map_or(0, |at| at + 1);
    let high = partners[new_at..].iter().flatten().min().copied().unwrap_or(old_len);
    (low, high.max(low))
}
