"""Split visits at random, or by patient: one-nearest-neighbor on data where each patient leaves a fingerprint."""

import numpy as np
from sklearn.model_selection import GroupKFold, KFold, cross_val_score
from sklearn.neighbors import KNeighborsClassifier

rng = np.random.default_rng(3)
PATIENTS, VISITS, FEATURES = 200, 5, 8


def visits(patients):
    """Rows of new patients: a profile, a diagnosis that depends on one of its features, and noise at each visit."""
    profile = rng.normal(size=(patients, FEATURES))
    sick = (profile[:, 0] + 0.5 * rng.normal(size=patients) > 0).astype(int)
    who = np.repeat(np.arange(patients), VISITS)
    return profile[who] + 0.5 * rng.normal(size=(len(who), FEATURES)), sick[who], who


x, y, who = visits(PATIENTS)
model = KNeighborsClassifier(n_neighbors=1)
by_row = cross_val_score(model, x, y, cv=KFold(5, shuffle=True, random_state=0))
by_patient = cross_val_score(model, x, y, groups=who, cv=GroupKFold(5))
fresh_x, fresh_y, _ = visits(2000)
print(f"five folds of visits:    {by_row.mean():.3f}")
print(f"five folds of patients:  {by_patient.mean():.3f}")
print(f"2,000 new patients:      {model.fit(x, y).score(fresh_x, fresh_y):.3f}")
